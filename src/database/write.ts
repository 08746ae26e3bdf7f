import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect.ts';
import type { Column, RowMap } from './row-map.ts';
import { selected } from './rows.ts';
import type { OwnedCondition } from './scope.ts';
import { allOf, anyOf, ordered, run, type Sql } from './sql.ts';
import { sql } from './sql-template.ts';
import { IN_TIME } from './sqlite/time-limit.ts';

/** Values of some properties of a row. */
export type Values<Entity> = { [Property in keyof Entity & string]?: Entity[Property] };

/** Values of a row to be inserted: where rows of its kind belong to somebody, it says to whom. */
export type NewRow<Entity> = Values<Entity> &
  (Entity extends { ownerId: string } ? { ownerId: string } : unknown);

/** Rows that are changed alike. */
export interface Versioned {
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Runs a statement of this file, and returns the rows that it returns: with every column, as they are now. */
export async function writeRows<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  statement: Sql,
): Promise<Entity[]> {
  return rowMap.read(await run(em, statement), rowMap.properties);
}

/**
 * Statement that inserts `rows`, and returns those that it inserted. One that would break a unique constraint is
 * passed over: PostgreSQL would abort the whole transaction.
 *
 * @param rows At least one; all with the same properties. The others take the defaults of the table.
 */
export function insertStatement<Entity extends object>(
  rowMap: RowMap<Entity>,
  rows: readonly NewRow<Entity>[],
): Sql {
  const properties = rowMap.properties.filter((property) => rows[0] !== undefined && property in rows[0]);
  const columns = properties.map((property) => sql.ref(rowMap.column(property).name));
  const values = rows.map(
    (row) => sql`(${sql.join(properties.map((property) => rowMap.column(property).write(row[property])))})`,
  );
  return sql`insert into ${sql.ref(rowMap.table)} (${sql.join(columns)}) values ${sql.join(values)} on conflict do nothing returning ${everything(rowMap)}`;
}

/** Runs `insertStatement`. */
export function insertRows<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  rows: readonly NewRow<Entity>[],
): Promise<Entity[]> {
  return writeRows(em, rowMap, insertStatement(rowMap, rows));
}

/** Which rows to change, and how. */
export interface Update<Entity> {
  set: Values<Entity>;
  where: OwnedCondition;
  /** Becomes their `updatedAt`, or where the clock that set `createdAt` is ahead of this one: that. */
  now: Date;
}

/**
 * Statement that makes a new version of the rows that meet `where` and differ from `set`, and returns them. What has
 * all these values already stays as it is; an empty `set` changes every one.
 */
export function updateStatement<Entity extends Versioned>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  { set, where, now }: Update<Entity>,
): Sql {
  const assigned = rowMap.properties.filter((property) => set[property] !== undefined);
  const pairs = assigned.map((property) => {
    const column = rowMap.column(property);
    return { column: sql.ref(column.name), value: column.write(set[property]) };
  });
  const assignments = [
    ...pairs.map(({ column, value }) => sql`${column} = ${value}`),
    ...newVersion(em, rowMap, now),
  ];
  const differs = pairs.map(({ column, value }) => sql`${column} is distinct from ${value}`);
  const conditions = differs.length === 0 ? [where] : [where, anyOf(differs)];
  return sql`update ${sql.ref(rowMap.table)} set ${sql.join(assignments)} where ${allOf(conditions)} returning ${everything(rowMap)}`;
}

/** Runs `updateStatement`. */
export function updateRows<Entity extends Versioned>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  update: Update<Entity>,
): Promise<Entity[]> {
  return writeRows(em, rowMap, updateStatement(em, rowMap, update));
}

/** Which rows to remove for good. */
export interface Removal<Entity> {
  where: OwnedCondition;
  /** Only so many, those with the least of a property; those that somebody holds are left out. */
  first?: { by: keyof Entity & string; count: number };
}

/** Removes rows for good, and returns how many. */
export async function removeRows<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  { where, first }: Removal<Entity>,
): Promise<number> {
  const table = sql.ref(rowMap.table);
  if (first === undefined) {
    return (await run(em, sql`delete from ${table} where ${where} returning 1 as "one"`)).length;
  }
  const dialect = dialectOf(em);
  const locked = dialect === 'postgresql' ? sql`for update skip locked` : sql``;
  const by = ordered(rowMap.column(first.by), dialect);
  const removed = await run(
    em,
    sql`delete from ${table} where "id" in (
      select "id" from ${table} where ${where} order by ${by} limit ${first.count} ${locked}
    ) returning 1 as "one"`,
  );
  return removed.length;
}

function newVersion<Entity extends Versioned>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  now: Date,
): Sql[] {
  const [version, createdAt, updatedAt] = (['version', 'createdAt', 'updatedAt'] as const).map((property) =>
    rowMap.column(property),
  ) as [Column, Column, Column];
  // What changes a row may take far longer than finding it: SQLite asks at each one whether it may go on.
  const [later, one] =
    dialectOf(em) === 'sqlite' ? [sql`max`, sql`${sql.raw(IN_TIME)}()`] : [sql`greatest`, sql`1`];
  return [
    sql`${sql.ref(version.name)} = ${sql.ref(version.name)} + ${one}`,
    sql`${sql.ref(updatedAt.name)} = ${later}(${sql.ref(createdAt.name)}, ${updatedAt.write(now)})`,
  ];
}

const everything = <Entity>(rowMap: RowMap<Entity>): Sql => selected(rowMap, rowMap.properties);
