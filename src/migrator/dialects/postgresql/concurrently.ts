import { quoteColumn, quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';

/** Statements that PostgreSQL refuses inside a transaction block (manual, pages of these commands). */
const STANDS_ALONE =
  /^\s*(create\s+(unique\s+)?index\s+concurrently|drop\s+index\s+concurrently|reindex\b[^;]*\bconcurrently|alter\s+table\b[^;]*\bdetach\s+partition\b[^;]*\bconcurrently|vacuum|alter\s+system|(create|drop)\s+(database|tablespace|subscription))\b/i;

/** Whether `sql` cannot be a part of a transaction. */
export function standsAlone(sql: string): boolean {
  return STANDS_ALONE.test(withoutComments(sql));
}

const CREATE_INDEX =
  /^\s*create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?("(?:[^"]|"")+"|\w+)\s+on\s+(?:only\s+)?((?:"(?:[^"]|"")+"|\w+)(?:\.(?:"(?:[^"]|"")+"|\w+))?)/i;
const DROP_INDEX =
  /^\s*drop\s+index\s+concurrently\s+(?:if\s+exists\s+)?((?:"(?:[^"]|"")+"|\w+)(?:\.(?:"(?:[^"]|"")+"|\w+))?)/i;

/**
 * Prepares an index statement for being run again after a crash in the middle of it: an invalid index that an
 * interrupted build left behind (manual, "Building Indexes Concurrently") is dropped.
 *
 * @returns false where the statement is done already.
 */
export async function repairIndex(
  sql: string,
  execute: Execute,
  report: (line: string) => void,
): Promise<boolean> {
  const text = withoutComments(sql);
  const created = CREATE_INDEX.exec(text);
  if (created?.[1] !== undefined && created[2] !== undefined) {
    return repairCreate(created[1], created[2], execute, report);
  }
  const dropped = DROP_INDEX.exec(text);
  if (dropped?.[1] !== undefined) {
    const rows = await execute(`select to_regclass(${quoteString(dropped[1])}) is not null as there`);
    return rows[0]?.there === true;
  }
  return true;
}

/** @param index, table As the statement writes them, quoted or not. */
async function repairCreate(
  index: string,
  table: string,
  execute: Execute,
  report: (line: string) => void,
): Promise<boolean> {
  // An index lives in the schema of its table, and `create index` gives its name without one.
  const rows = await execute(`
    select i.indisvalid as valid, c.relname as name, n.nspname as schema
      from pg_index as i
      join pg_class as c on c.oid = i.indexrelid
      join pg_namespace as n on n.oid = c.relnamespace
     where i.indrelid = to_regclass(${quoteString(table)})
       and c.relname = (parse_ident(${quoteString(index)}))[1]`);
  const found = rows[0];
  if (found === undefined) {
    return true;
  }
  if (found.valid === true) {
    report(`Index ${found.name} is there already, from a run that was interrupted.`);
    return false;
  }
  report(`Dropping the invalid index ${found.name} that an interrupted run left behind.`);
  await execute(
    `drop index concurrently if exists ${quoteColumn(String(found.schema))}.${quoteColumn(String(found.name))}`,
  );
  return true;
}

/** `sql` from its first word on. */
export function withoutComments(sql: string): string {
  return sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '');
}
