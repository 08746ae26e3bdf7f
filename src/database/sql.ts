import type { SqlEntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type Kysely } from 'kysely';
import { counted } from './activity.ts';
import { FOLD_CASE } from './case-folding.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import type { Column, DatabaseValue } from './row-map.ts';
import { type Sql, sql } from './sql-template.ts';
import { FoldingConnection } from './sqlite/driver.ts';
import { NotBriefError } from './sqlite/time-limit.ts';

export type { Sql };

/** A condition that is true or false for every row, never null: so `not` turns it around. */
export type Condition = Sql;

/** Every one of `conditions` holds; none given holds always. */
export function allOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, ' and ') ?? sql`(1 = 1)`;
}

/** At least one of `conditions` holds; none given holds never. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return joined(conditions, ' or ') ?? sql`(1 = 0)`;
}

function joined(conditions: readonly Condition[], operator: string): Condition | undefined {
  return conditions.length > 1 ? sql`(${sql.join(conditions, operator)})` : conditions[0];
}

/** `condition` does not hold. */
export function not(condition: Condition): Condition {
  return sql`(not (${condition}))`;
}

/** The column, to be read or compared. */
export function refer(column: Column): Sql {
  return column.expression ?? sql.ref(column.name);
}

const OPERATORS = { eq: sql`=`, lt: sql`<`, lte: sql`<=`, gt: sql`>`, gte: sql`>=` } as const;
/** How a column can be compared with a value. */
export type Operator = keyof typeof OPERATORS;

/** The column has a value that stands in this relation to `value`. */
export function compare(column: Column, operator: Operator, value: unknown): Condition {
  return ofValue(column, sql`${refer(column)} ${OPERATORS[operator]} ${column.write(value)}`);
}

/** The column has one of `values`. */
export function isOneOf(column: Column, values: readonly unknown[]): Condition {
  if (values.length === 0) {
    return anyOf([]);
  }
  const list: DatabaseValue[] = values.map((value) => column.write(value));
  return ofValue(column, sql`${refer(column)} in (${sql.join(list)})`);
}

/**
 * `reference`, the id of a row, is one of `ids`, of which there may be many: they are one parameter, so that the statement
 * is the same however many there are, and no database's limit of parameters is met. One alone, as a client asks for most
 * often, is found in half the time without a list.
 */
export function isAmong(reference: Sql, ids: readonly string[], dialect: Dialect): Condition {
  if (ids.length === 1) {
    return sql`${reference} = ${ids[0]}`;
  }
  return dialect === 'sqlite'
    ? sql`${reference} in (select "value" from json_each(${JSON.stringify(ids)}))`
    : sql`${reference} = any(${ids}::uuid[])`;
}

/** `condition`, and false instead of null where the column has no value. */
function ofValue(column: Column, condition: Sql): Condition {
  return column.nullable ? sql`(${isNull(column, false)} and ${condition})` : condition;
}

/** The column has no value, or with `expected` false: has one. */
export function isNull(column: Column, expected: boolean): Condition {
  return expected ? sql`${refer(column)} is null` : sql`${refer(column)} is not null`;
}

/** The column's text contains `text`, whatever the case of the letters (see `foldCase`). */
export function contains(column: Column, text: string, dialect: Dialect): Condition {
  // Neither `like` nor a pattern: what people type has no special meaning.
  const holds =
    dialect === 'sqlite'
      ? sql`instr(${sql.raw(FOLD_CASE)}(${refer(column)}), ${sql.raw(FOLD_CASE)}(${text})) > 0`
      : sql`strpos(upper(${refer(column)} collate "und-x-icu"), upper(cast(${text} as text) collate "und-x-icu")) > 0`;
  return ofValue(column, holds);
}

/**
 * The column as something to order by or to compare in that order: text by Unicode code point on both databases.
 * SQLite compares UTF-8 byte by byte by itself; PostgreSQL does in the collation "C".
 */
export function ordered(column: Column, dialect: Dialect): Sql {
  const reference = refer(column);
  return column.isText && dialect === 'postgresql' ? sql`${reference} collate "C"` : reference;
}

/** Runs `query` on the connection of `em`, in its transaction where it has one, and returns the rows as the driver does. */
export async function run(em: SqlEntityManager, query: Sql): Promise<Record<string, DatabaseValue>[]> {
  const connection = em.getConnection();
  // Kysely alone would open a connection without MikroORM's own set-up of it (SQLite: enforcing foreign keys).
  await connection.ensureConnection();
  try {
    return await runOn(em.getKysely<Record<string, never>>(), dialectOf(em), query);
  } catch (error) {
    if (error instanceof NotBriefError && connection instanceof FoldingConnection) {
      return counted(() => connection.readElsewhere(query.sql, query.values));
    }
    throw error;
  }
}

/** Runs `query` on a connection of `kysely`, which speaks `dialect`. */
export async function runOn(
  kysely: Kysely<Record<string, never>>,
  dialect: Dialect,
  query: Sql,
): Promise<Record<string, DatabaseValue>[]> {
  const text = dialect === 'sqlite' ? query.sql : query.text;
  const compiled = CompiledQuery.raw(text, query.values);
  const { rows } = await counted(() => kysely.executeQuery<Record<string, DatabaseValue>>(compiled));
  return rows;
}
