import { quoteColumn, quoteName, quoteString } from '../../model/quote.ts';
import type { Column, NativeEnum, Table } from '../../model/schema.ts';
import type { Execute, Row } from '../../run/execute.ts';

/** What PostgreSQL makes of an index on the columns of a table. */
export interface JudgedIndex {
  /** Columns and expressions, each with whether it descends. */
  parts: string[];
  where: string | undefined;
}

/**
 * PostgreSQL's own reading of expressions on the columns of one table: what it reads alike is alike. Every answer is
 * undefined where it does not understand the text.
 */
export interface PostgresqlJudge {
  condition(sql: string): Promise<string | undefined>;
  generated(column: Column, sql: string): Promise<string | undefined>;
  default(column: Column, sql: string): Promise<string | undefined>;
  /** The value of a constant expression as a value of the column. */
  evaluate(column: Column, sql: string): Promise<string | undefined>;
  /** @param tail What stands behind the table in `create index`: `using btree ("title") where …`. */
  index(tail: string): Promise<JudgedIndex | undefined>;
}

const SCRATCH = 'migrator_equivalence';
const OID = `'pg_temp.${SCRATCH}'::regclass`;

/**
 * Runs `body` with a judge for a table. A temporary table stands in for it, and nothing of it stays.
 *
 * @param execute Runs inside a transaction.
 * @param body Gets undefined where PostgreSQL cannot make the columns.
 */
export async function withPostgresqlJudge<T>(
  execute: Execute,
  table: Table,
  enums: readonly NativeEnum[],
  body: (judge: PostgresqlJudge | undefined) => Promise<T>,
): Promise<T> {
  await execute('savepoint equivalence');
  try {
    const isMade = await makeTable(execute, table, enums).catch(() => false);
    if (!isMade) {
      await execute('rollback to savepoint equivalence');
    }
    return await body(isMade ? judgeOf(execute) : undefined);
  } finally {
    await execute('rollback to savepoint equivalence');
    await execute('release savepoint equivalence');
  }
}

async function makeTable(execute: Execute, table: Table, enums: readonly NativeEnum[]): Promise<true> {
  for (const { name, items } of enums.filter((candidate) => !candidate.name.includes('.'))) {
    await execute(`create type pg_temp.${quoteName(name)} as enum (${items.map(quoteString).join(', ')})`);
  }
  const columns = table.columns.map(({ name, type }) => `${quoteColumn(name)} ${type}`).join(', ');
  await execute(`create temporary table ${SCRATCH} (${columns})`);
  return true;
}

function judgeOf(execute: Execute): PostgresqlJudge {
  const alter = (change: string, query: string, values: (row: Row) => string | undefined) =>
    ask(execute, [`alter table pg_temp.${SCRATCH} ${change}`], query, values);
  const text = (row: Row) => (typeof row.text === 'string' ? row.text : undefined);
  const expressionOf = (column: string) => `
    select pg_get_expr(d.adbin, d.adrelid) as "text" from pg_attrdef d
      join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where d.adrelid = ${OID} and a.attname = ${quoteString(column)}`;
  return {
    condition: (sql) =>
      alter(
        `add constraint scratch check (${sql})`,
        `select pg_get_expr(conbin, conrelid) as "text" from pg_constraint where conrelid = ${OID} and conname = 'scratch'`,
        text,
      ),
    generated: ({ type }, sql) =>
      alter(
        `add column scratch_generated ${type} generated always as (${sql}) stored`,
        expressionOf('scratch_generated'),
        text,
      ),
    default: ({ name }, sql) =>
      alter(`alter column ${quoteColumn(name)} set default ${sql}`, expressionOf(name), text),
    evaluate: ({ type }, sql) => ask(execute, [], `select cast((${sql}) as ${type})::text as "text"`, text),
    index: (tail) =>
      ask(
        execute,
        [`create index scratch_index on pg_temp.${SCRATCH} ${tail}`],
        `select array(select pg_get_indexdef(indexrelid, k, true) || case when indoption[k - 1] & 1 = 1 then ' desc' else '' end
            from generate_series(1, indnkeyatts) as k order by k) as "parts", pg_get_expr(indpred, indrelid) as "where"
          from pg_index where indexrelid = 'pg_temp.scratch_index'::regclass`,
        (row) => ({
          parts: Array.isArray(row.parts) ? row.parts.map(String) : [],
          where: typeof row.where === 'string' ? row.where : undefined,
        }),
      ),
  };
}

/** Runs statements, then a query, and takes everything back. */
function ask<T>(
  execute: Execute,
  statements: readonly string[],
  query: string,
  read: (row: Row) => T | undefined,
): Promise<T | undefined> {
  return takeBack(execute, async () => {
    for (const sql of statements) {
      await execute(sql);
    }
    const [row] = await execute(query);
    return row === undefined ? undefined : read(row);
  });
}

async function takeBack<T>(execute: Execute, body: () => Promise<T>): Promise<T | undefined> {
  await execute('savepoint judged');
  try {
    return await body();
  } catch {
    return undefined;
  } finally {
    await execute('rollback to savepoint judged');
    await execute('release savepoint judged');
  }
}
