import { MigrationError } from '../../errors.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { type Demand, type DemandOf, tableSql } from '../demand.ts';
import type { ErrorFacts } from '../error-facts.ts';
import type { Failure } from '../failure.ts';

const AFTER_DROP = /^error in (?<object>(?:view|trigger|index|table) .+) after drop column/i;

/** A column that views, triggers, indexes or the table's own constraints need. */
export async function droppedUnderOthers(
  { migration, execute, error }: Failure,
  facts: ErrorFacts,
  demands: readonly Demand[],
): Promise<MigrationError | undefined> {
  const named = AFTER_DROP.exec(facts.message)?.groups?.object;
  const drop = demands.find((demand): demand is DemandOf<'dropColumn'> => demand.kind === 'dropColumn');
  if (named === undefined || drop === undefined) {
    return undefined;
  }
  const { table, column } = drop;
  const own = named.startsWith('table ')
    ? ['a check, generated column or foreign key of the table itself']
    : [];
  const others = await findUsers(execute, drop);
  const users = [...own, ...others];
  const list = users.length > 0 ? users.join(', ') : named;
  return new MigrationError(
    'DEPENDENT_OBJECTS',
    `${migration} stopped: column ${quoteColumn(column)} of ${tableSql(table)} cannot be dropped while these use it: ${list}.\nDrop them before it and create them again after it without the column, in the same migration; a constraint of the table goes in a rebuild: this.rebuildSqlite('${table.at(-1)}', 'drop constraint "…"', 'drop column ${quoteColumn(column)}').`,
    { cause: error },
  );
}

/**
 * Everything that uses a column: what SQLite rewrites when the column is renamed, which is undone. This is exact
 * where a search for the name would take any text for a use.
 */
async function findUsers(execute: Execute, { table, column }: DemandOf<'dropColumn'>): Promise<string[]> {
  const read = () =>
    execute('select "type", "name", "tbl_name", "sql" from sqlite_schema order by "type", "name"');
  const before = await read();
  await execute('savepoint "diagnosis"');
  try {
    await execute(
      `alter table ${tableSql(table)} rename column ${quoteColumn(column)} to ${quoteColumn(`${column}_renamed`)}`,
    );
    const after = await read();
    return before
      .filter((object, index) => object.sql !== after[index]?.sql)
      .filter(({ type, name }) => type !== 'table' || !isSameName(String(name), table.at(-1)))
      .map(
        ({ type, name }) =>
          `${type === 'table' ? 'a foreign key of table' : type} ${quoteColumn(String(name))}`,
      );
  } catch {
    return [];
  } finally {
    await execute('rollback to "diagnosis"');
    await execute('release "diagnosis"');
  }
}

function isSameName(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
