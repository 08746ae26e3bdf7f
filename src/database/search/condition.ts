import { sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { anyOf, type Condition, type Sql } from '../sql.ts';

/** Where words are looked for. */
type Scope = 'title' | 'anywhere';
/** How many of the words have to be there. */
type Needed = 'all' | 'some';

/**
 * Every word is the beginning of a word in the title or the description of a todo. No words are found nowhere.
 *
 * @param words From `searchWords`.
 * @param table The name that `todos` has in the query.
 */
export function searchCondition(words: readonly string[], dialect: Dialect, table = 'todos'): Condition {
  if (words.length === 0) {
    return anyOf([]);
  }
  return dialect === 'sqlite'
    ? foundBySqlite(words, 'anywhere', 'all', table)
    : sql`(search_words(${sql.ref(`${table}.title`)} || ' ' || coalesce(${sql.ref(`${table}.description`)}, '')) @@ ${query(words, 'all')})`;
}

/**
 * How well a todo that `searchCondition` finds fits, the same on both databases: 1 where every word is in its title,
 * 2 where some is, 3 where none is.
 */
export function searchRank(words: readonly string[], dialect: Dialect, table = 'todos'): Sql {
  if (words.length === 0) {
    return sql`cast(3 as integer)`;
  }
  if (dialect === 'sqlite') {
    const found = (needed: Needed) => foundBySqlite(words, 'title', needed, table);
    return sql`(case when ${found('all')} then 1 when ${found('some')} then 2 else 3 end)`;
  }
  // "offset 0" keeps the planner from putting the function in twice.
  return sql`(select case when "w" @@ ${query(words, 'all')} then 1 when "w" @@ ${query(words, 'some')} then 2 else 3 end from (select search_words(${sql.ref(`${table}.title`)}) as "w" offset 0) as "found")`;
}

/** A word has letters, digits and marks only: nothing in it ends the quotes. */
function foundBySqlite(words: readonly string[], scope: Scope, needed: Needed, table: string): Condition {
  const terms = words.map((word) => `"${word}" *`).join(needed === 'all' ? ' AND ' : ' OR ');
  const match = scope === 'title' ? `title : (${terms})` : terms;
  return sql`(${sql.ref(`${table}.id`)} in (select "todo_id" from "todo_search_keys" where "key" in (select rowid from "todo_search" where "todo_search" match ${match})))`;
}

function query(words: readonly string[], needed: Needed): Sql {
  return sql`cast(${words.map((word) => `'${word}':*`).join(needed === 'all' ? ' & ' : ' | ')} as tsquery)`;
}
