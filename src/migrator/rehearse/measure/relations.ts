import { quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import type { LockMode } from '../rehearsal.ts';
import { strongest } from './lock-mode.ts';

/** The tables that are there before a migration, by what `pg_locks` calls them. */
export interface Baseline {
  /** Names by oid; with the schema, where that is not the current one. */
  tables: ReadonlyMap<string, string>;
  /** The table of each index, by the oid of the index: who waits for an index cannot plan a query of its table. */
  indexes: ReadonlyMap<string, string>;
}

/** What one table has been through in a transaction. */
export interface TableState {
  /** The file of its rows. */
  file: string;
  /** How often this session has read it from end to end since its statistics were last sent. */
  scans: number;
}

/** A lock on a table that is known by its oid. */
export interface HeldLock {
  table: string;
  mode: string;
}

/** @param historyTable Left out. */
export async function readBaseline(execute: Execute, historyTable: string): Promise<Baseline> {
  const rows = await execute(`
    select c.oid::bigint::text as oid,
           case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end as name,
           (select json_agg(i.indexrelid::bigint::text) from pg_index as i where i.indrelid = c.oid)::text as indexes
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and c.relpersistence <> 't'
       and n.nspname not in ('pg_catalog', 'information_schema')
       and ${quoteString(historyTable)} not in (c.relname, n.nspname || '.' || c.relname)`);
  const indexes = rows.flatMap(({ oid, indexes: list }) =>
    (JSON.parse(String(list ?? '[]')) as string[]).map((index) => [index, String(oid)] as const),
  );
  return {
    tables: new Map(rows.map(({ oid, name }) => [String(oid), String(name)])),
    indexes: new Map(indexes),
  };
}

/** The state of every table, by oid. What is gone is missing. Neither locks nor scans one. */
export async function readStates(execute: Execute): Promise<Map<string, TableState>> {
  const rows = await execute(`
    select c.oid::bigint::text as oid, c.relfilenode::bigint::text as file,
           pg_stat_get_xact_numscans(c.oid)::text as scans
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`);
  return new Map(
    rows.map(({ oid, file, scans }) => [String(oid), { file: String(file), scans: Number(scans) }]),
  );
}

/**
 * The locks on the tables of `baseline`, those asked for and not granted included.
 *
 * @param backend SQL of the process id: `pg_backend_pid()`.
 */
export async function readLocks(execute: Execute, baseline: Baseline, backend: string): Promise<HeldLock[]> {
  const rows = await execute(`
    select relation::bigint::text as oid, mode
      from pg_locks
     where pid = ${backend} and locktype = 'relation'
       and database = (select oid from pg_database where datname = current_database())`);
  return rows.flatMap(({ oid, mode }) => {
    const id = String(oid);
    const table = baseline.tables.has(id) ? id : baseline.indexes.get(id);
    return table === undefined ? [] : [{ table, mode: String(mode) }];
  });
}

/** The strongest lock on each table, in the order of the tables' names. */
export function strongestByTable(
  locks: readonly HeldLock[],
  { tables }: Baseline,
): { table: string; mode: LockMode }[] {
  return [...tables]
    .flatMap(([oid, table]) => {
      const mode = strongest(locks.filter((lock) => lock.table === oid).map((lock) => lock.mode));
      return mode === undefined ? [] : [{ table, mode }];
    })
    .sort((one, other) => (one.table < other.table ? -1 : 1));
}

/** Tables with another file than before: written anew, or emptied. What was dropped is neither. */
export function rewritten(
  before: ReadonlyMap<string, TableState>,
  after: ReadonlyMap<string, TableState>,
  { tables }: Baseline,
): string[] {
  return [...tables]
    .filter(([oid]) => {
      const now = after.get(oid);
      return now !== undefined && now.file !== before.get(oid)?.file;
    })
    .map(([, name]) => name)
    .sort();
}

/** Tables that were read from end to end since `before`. */
export function scanned(
  before: ReadonlyMap<string, TableState>,
  after: ReadonlyMap<string, TableState>,
  { tables }: Baseline,
): string[] {
  return [...tables]
    .filter(([oid]) => (after.get(oid)?.scans ?? 0) > (before.get(oid)?.scans ?? 0))
    .map(([, name]) => name)
    .sort();
}
