import { MigrationError } from '../../errors.ts';
import { quoteColumn, quoteString } from '../../model/quote.ts';
import { type DemandOf, tableSql } from '../demand.ts';
import type { ErrorFacts } from '../error-facts.ts';
import type { Probe } from '../probe.ts';

const REMEDY =
  'Drop them before it and create them again after it, in the same migration; or leave in place what they need.';

/** SQLSTATE 2BP01: what a `drop` would take from others. The server's detail names them all. */
export function droppedUnderOthers(migration: string, facts: ErrorFacts, cause: unknown): MigrationError {
  const dependents = (facts.detail ?? facts.message).split('\n').join('; ');
  const what = facts.message.replace(/ because other objects depend on it$/, '');
  return new MigrationError('DEPENDENT_OBJECTS', `${migration} stopped: ${what}: ${dependents}.\n${REMEDY}`, {
    cause,
  });
}

/**
 * SQLSTATE 0A000 of `alter column type`: the server's detail names one object that stands on the column; this names
 * all. A view stands behind the rule that makes it (manual, "The Rule System").
 */
export async function changedUnderOthers(
  probe: Probe,
  migration: string,
  { table, column }: DemandOf<'type'>,
  facts: ErrorFacts,
  cause: unknown,
): Promise<MigrationError | undefined> {
  const rows = await probe.ask(`
    select distinct coalesce(
      (select case c.relkind when 'm' then 'materialized view ' else 'view ' end || r.ev_class::regclass::text
        from pg_rewrite r join pg_class c on c.oid = r.ev_class where d.classid = 'pg_rewrite'::regclass and r.oid = d.objid),
      pg_describe_object(d.classid, d.objid, d.objsubid)) as "name"
    from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.refclassid = 'pg_class'::regclass and d.refobjid = ${quoteString(tableSql(table))}::regclass
      and a.attname = ${quoteString(column)}
      and d.classid in ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass)
    order by 1`);
  const names = (rows ?? []).map((row) => String(row.name));
  const dependents =
    names.length > 0 ? `${names.join(', ')} ${names.length === 1 ? 'uses' : 'use'} it` : facts.detail;
  if (dependents === undefined) {
    return undefined;
  }
  return new MigrationError(
    'DEPENDENT_OBJECTS',
    `${migration} stopped: the type of column ${quoteColumn(column)} of ${tableSql(table)} cannot change while ${dependents}.\n${REMEDY}`,
    { cause },
  );
}
