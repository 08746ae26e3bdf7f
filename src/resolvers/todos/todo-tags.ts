import { type Scope, visible } from '../../database/scope.ts';
import { anyOf, type Condition, type Sql } from '../../database/sql.ts';
import { sql } from '../../database/sql-template.ts';

/** How a todo leads to the tags that it has. */
export const TAGS_OF_TODO = { table: 'todo_tags', own: 'todo_id', parent: 'tag_id' } as const;

/** The todo has one of the tags with these ids, or with none given: any tag at all. A deleted tag is none. */
export function hasTag(scope: Scope, ids?: readonly string[]): Condition {
  if (ids?.length === 0) {
    return anyOf([]);
  }
  const among: Sql = ids === undefined ? sql`` : sql` and "todo_tags"."tag_id" in (${sql.join(ids)})`;
  return sql`exists (select 1 from "todo_tags" join "tags" on "tags"."id" = "todo_tags"."tag_id"
    where "todo_tags"."todo_id" = "todos"."id"${among} and ${visible('tags', { ...scope, deleted: false })})`;
}
