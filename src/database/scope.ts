import type { Dialect } from './dialect.ts';
import type { RowMap } from './row-map.ts';
import { allOf, type Condition, type Sql } from './sql.ts';
import { sql } from './sql-template.ts';
import { inTime } from './sqlite/time-limit.ts';

/** Which rows of every table there are for a request. */
export interface Scope {
  /** Whose: the rows of others do not exist. */
  ownerId: string;
  /** Whether what was deleted, instead of what was not. */
  deleted: boolean;
  /** The database that has the rows. */
  dialect: Dialect;
}

declare const OWNED: unique symbol;

/**
 * A condition that says whose the rows are. Only this file makes one, and no statement on rows is made without one: the
 * functions of this folder take nothing else, and nothing above it (but what tells of changes) may run SQL of its own,
 * which the linter checks. So this is the one place that keeps people from each other's todos.
 */
export type OwnedCondition = Condition & { readonly [OWNED]: true };

const owned = (condition: Condition) => condition as OwnedCondition;

/** An entity whose rows belong to somebody. */
interface OwnedEntity {
  ownerId: string;
}

/**
 * The rows of `table` that exist in `scope`: the one condition that every read begins with. Partial indexes hold what
 * is not deleted; SQLite uses one only where it finds its condition word by word, so nothing of it is a parameter.
 */
export function visible(table: string, { ownerId, deleted, dialect }: Scope): OwnedCondition {
  const deletedAt = sql.ref(`${table}.deleted_at`);
  return owned(
    sql`(${sql.ref(`${table}.owner_id`)} = ${ownerId} and ${deletedAt} ${deleted ? sql`is not null` : sql`is null`}${stoppable(table, dialect)})`,
  );
}

/** The rows of the owner, deleted or not. */
export function ownedBy<Entity extends OwnedEntity>(rowMap: RowMap<Entity>, ownerId: string): OwnedCondition {
  const { table, dialect } = rowMap;
  return owned(
    sql`(${sql.ref(`${table}.${rowMap.column('ownerId').name}`)} = ${ownerId}${stoppable(table, dialect)})`,
  );
}

/** PostgreSQL is told when a statement is to end; SQLite's statements ask, now and then, as they go through the rows. */
function stoppable(table: string, dialect: Dialect): Sql {
  return dialect === 'sqlite' ? sql` and ${inTime(table)}` : sql``;
}

/** The rows of a table without owners that belong, by `reference`, to the row with this `id` of the owner, deleted or not. */
export function ofRowOf<Entity extends OwnedEntity & { id: string }>(
  reference: Sql,
  rowMap: RowMap<Entity>,
  id: string,
  ownerId: string,
): OwnedCondition {
  const table = sql.ref(rowMap.table);
  const whose = sql`select 1 from ${table} where ${sql.ref(`${rowMap.table}.id`)} = ${id} and ${ownedBy(rowMap, ownerId)}`;
  return owned(sql`(${reference} = ${id} and exists (${whose}))`);
}

/** Those of the rows of `whose` that meet `conditions` too. */
export function within(whose: OwnedCondition, ...conditions: Condition[]): OwnedCondition {
  return owned(allOf([whose, ...conditions]));
}

/** The rows that meet `condition`, whoever owns them: for what the process does by itself, never for somebody who asks. */
export function ofEverybody(condition: Condition): OwnedCondition {
  return owned(condition);
}
