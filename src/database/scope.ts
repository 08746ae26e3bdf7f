import { sql } from 'kysely';
import type { Condition } from './sql.ts';

/** Which rows of every table there are for a request. */
export interface Scope {
  /** Whose: the rows of others do not exist. */
  ownerId: string;
  /** Whether what was deleted, instead of what was not. */
  deleted: boolean;
}

/**
 * The rows of `table` that exist in `scope`: the one condition that every read begins with. Partial indexes hold what
 * is not deleted; SQLite uses one only where it finds its condition word by word, so nothing of it is a parameter.
 */
export function visible(table: string, { ownerId, deleted }: Scope): Condition {
  const deletedAt = sql.ref(`${table}.deleted_at`);
  return sql`(${sql.ref(`${table}.owner_id`)} = ${ownerId} and ${deletedAt} ${deleted ? sql`is not null` : sql`is null`})`;
}
