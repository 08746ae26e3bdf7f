import { quoteColumn, quoteString } from '../../model/quote.ts';
import type { Execute, Row } from '../../run/execute.ts';

/** Statements that PostgreSQL refuses inside a transaction block (manual, pages of these commands). */
const STANDS_ALONE =
  /^\s*(create\s+(unique\s+)?index\s+concurrently|drop\s+index\s+concurrently|reindex\b[^;]*\bconcurrently|alter\s+table\b[^;]*\bdetach\s+partition\b[^;]*\bconcurrently|vacuum|alter\s+system|(create|drop)\s+(database|tablespace|subscription))\b/i;

/** Whether `sql` cannot be a part of a transaction. */
export function standsAlone(sql: string): boolean {
  return STANDS_ALONE.test(withoutComments(sql));
}

const NAME = String.raw`(?:"(?:[^"]|"")+"|\w+)`;
const QUALIFIED = String.raw`(${NAME}(?:\.${NAME})?)`;
const CREATE_INDEX = new RegExp(
  String.raw`^create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?(${NAME})\s+on\s+(?:only\s+)?${QUALIFIED}`,
  'i',
);
const DROP_INDEX = new RegExp(
  String.raw`^drop\s+index\s+concurrently\s+(?:if\s+exists\s+)?${QUALIFIED}`,
  'i',
);
const REINDEX = new RegExp(
  String.raw`^reindex\s*(?:\([^)]*\)\s*)?(?:index|table)\s+concurrently\s+${QUALIFIED}`,
  'i',
);

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
  const rebuilt = REINDEX.exec(text)?.[1];
  if (rebuilt !== undefined) {
    await dropTransient(rebuilt, execute, report);
  }
  return true;
}

/**
 * Drops what an interrupted `reindex … concurrently` left: the new indexes, or the old ones that were to be dropped
 * (manual, "REINDEX").
 *
 * @param name Of the index or the table.
 */
async function dropTransient(name: string, execute: Execute, report: (line: string) => void): Promise<void> {
  const relation = `to_regclass(${quoteString(name)})`;
  const rows = await execute(`
    select c.relname as name, n.nspname as schema
      from pg_index as i
      join pg_class as c on c.oid = i.indexrelid
      join pg_namespace as n on n.oid = c.relnamespace
     where i.indrelid in (${relation}, (select indrelid from pg_index where indexrelid = ${relation}))
       and not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'`);
  for (const row of rows) {
    await dropInvalid(row, execute, report);
  }
}

async function dropInvalid(
  { schema, name }: Row,
  execute: Execute,
  report: (line: string) => void,
): Promise<void> {
  report(`Dropping the invalid index ${name} that an interrupted run left behind.`);
  await execute(
    `drop index concurrently if exists ${quoteColumn(String(schema))}.${quoteColumn(String(name))}`,
  );
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
  await dropInvalid(found, execute, report);
  return true;
}

/** `sql` from its first word on. */
export function withoutComments(sql: string): string {
  return sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '');
}
