import type { Dialect } from '../dialect.ts';
import { allOf, anyOf, type Condition, type Sql } from '../sql.ts';
import { sql } from '../sql-template.ts';

/**
 * Every word is the beginning of a word in the title or the description of a todo. No words are found nowhere.
 *
 * @param words From `searchWords`.
 * @param table The name that `todos` has in the query.
 */
export function searchCondition(words: readonly string[], dialect: Dialect, table = 'todos'): Condition {
  return words.length === 0 ? anyOf([]) : isIn(table, FIND[dialect].anywhere(words));
}

/**
 * How well a todo that `searchCondition` finds fits, the same on both databases: 1 where every word is in its title,
 * 2 where some is, 3 where none is.
 */
export function searchRank(words: readonly string[], dialect: Dialect, table = 'todos'): Sql {
  const { titleWithAll, titleWithSome } = FIND[dialect];
  return words.length === 0
    ? sql`cast(3 as integer)`
    : sql`(case when ${isIn(table, titleWithAll(words))} then 1 when ${isIn(table, titleWithSome(words))} then 2 else 3 end)`;
}

function isIn(table: string, ids: Sql): Condition {
  return sql`(${sql.ref(`${table}.id`)} in (${ids}))`;
}

/** Queries for the ids of todos. */
interface Find {
  /** With every word in title or description. */
  anywhere(words: readonly string[]): Sql;
  titleWithAll(words: readonly string[]): Sql;
  titleWithSome(words: readonly string[]): Sql;
}

// A word has letters, digits and marks only: nothing in it ends the quotes.
const FIND: Record<Dialect, Find> = {
  sqlite: {
    anywhere: (words) => matching(terms(words).join(' AND ')),
    titleWithAll: (words) => matching(`title : (${terms(words).join(' AND ')})`),
    titleWithSome: (words) => matching(`title : (${terms(words).join(' OR ')})`),
  },
  postgresql: {
    anywhere: (words) =>
      having(
        allOf(lexemes(words).map((one) => anyOf([holds(sql`"title"`, one), holds(sql`"description"`, one)]))),
      ),
    titleWithAll: (words) => having(holds(sql`"title"`, lexemes(words).join(' & '))),
    titleWithSome: (words) => having(holds(sql`"title"`, lexemes(words).join(' | '))),
  },
};

function terms(words: readonly string[]): string[] {
  return words.map((word) => `"${word}" *`);
}

function matching(query: string): Sql {
  return sql`select "todo_id" from "todo_search_keys" where "key" in (select rowid from "todo_search" where "todo_search" match ${query})`;
}

function lexemes(words: readonly string[]): string[] {
  return words.map((word) => `'${word}':*`);
}

function holds(column: Sql, query: string): Condition {
  return sql`(search_words(${column}) @@ cast(${query} as tsquery))`;
}

/** "offset 0": in a query for the first few todos the planner would look through them in their order, word by word. */
function having(condition: Condition): Sql {
  return sql`select "id" from "todos" where ${condition} offset 0`;
}
