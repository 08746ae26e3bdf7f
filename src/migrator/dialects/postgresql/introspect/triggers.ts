import { byName } from '../../../model/order.ts';
import type { Trigger } from '../../../model/schema.ts';
import { type Catalog, groupBy } from './catalog.ts';

/** The triggers of every table, by its oid, each with the function it calls. */
export async function readTriggers(catalog: Catalog): Promise<Map<string, Trigger[]>> {
  const rows = await catalog.execute(`
    select g.tgrelid::text as "table", g.tgname as "name", pg_get_triggerdef(g.oid, true) as "trigger",
      ${catalog.unqualified('pg_get_functiondef(g.tgfoid)', 'FUNCTION', 'm.nspname')} as "function",
      g.tgenabled as "enabled"
    from pg_trigger g
      join pg_class c on c.oid = g.tgrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_proc f on f.oid = g.tgfoid
      join pg_namespace m on m.oid = f.pronamespace
    where not g.tgisinternal and g.tgparentid = 0 and ${catalog.contains('n.nspname', 'pg_class', 'c.oid')}`);
  return new Map(
    [...groupBy(rows, 'table')].map(([table, own]) => [table, own.map(readTrigger).sort(byName)] as const),
  );
}

function readTrigger(row: Record<string, unknown>): Trigger {
  const statements = [String(row.function).trim(), String(row.trigger)];
  // `O` is what a trigger is made as: it fires in sessions that are no replica.
  const state = row.enabled === 'O' ? [] : [`-- tgenabled = ${row.enabled}`];
  return { name: String(row.name), statements: [...statements, ...state], drop: [] };
}
