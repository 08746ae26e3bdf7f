import type { Condition, Sql } from './sql.ts';
import { sql } from './sql-template.ts';

/** How the rows of a table lead to those that they belong to: by a column of theirs, or by a table in between. */
export type Link =
  | { column: string; through?: undefined }
  | { column?: undefined; through: { table: string; own: string; parent: string } };

/** The row of `table` belongs to `parent`. */
export function linkedTo(table: string, link: Link, parent: Sql): Condition {
  if (link.through === undefined) {
    return sql`${sql.ref(`${table}.${link.column}`)} = ${parent}`;
  }
  const { table: between, own, parent: column } = link.through;
  return sql`${sql.ref(`${table}.id`)} in (select ${sql.ref(`${between}.${own}`)} from ${sql.ref(between)} where ${sql.ref(
    `${between}.${column}`,
  )} = ${parent})`;
}
