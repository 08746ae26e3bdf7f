import type { Dialect } from '../dialect.ts';
import { allOf, anyOf, type Condition, type Sql } from '../sql.ts';
import { sql } from '../sql-template.ts';
import { inTime } from '../sqlite/time-limit.ts';

/** What to look for. */
export interface Search {
  /** From `searchWords`. */
  words: readonly string[];
  /**
   * Among whose todos. The index is asked for these alone: what others have written, and how much, neither takes time nor
   * can be told from the time it takes (on SQLite where a word has up to eight letters, see the migration
   * `search_by_owner`). It is no condition that keeps people apart (see `scope.ts`), only a fast one.
   */
  ownerId: string;
  dialect: Dialect;
}

/** Every word is the beginning of a word in the title or the description of a todo. No words are found nowhere. */
export function searchCondition({ dialect, ...search }: Search): Condition {
  return search.words.length === 0 ? anyOf([]) : isIn(FIND[dialect].anywhere(search));
}

/**
 * How well a todo that `searchCondition` finds fits, the same on both databases: 1 where every word is in its title,
 * 2 where some is, 3 where none is.
 */
export function searchRank({ dialect, ...search }: Search): Sql {
  const { titleWithAll, titleWithSome } = FIND[dialect];
  return search.words.length === 0
    ? sql`cast(3 as integer)`
    : sql`(case when ${isIn(titleWithAll(search))} then 1 when ${isIn(titleWithSome(search))} then 2 else 3 end)`;
}

function isIn(ids: Sql): Condition {
  return sql`("todos"."id" in (${ids}))`;
}

type Wanted = Omit<Search, 'dialect'>;

/** Queries for the ids of todos. */
interface Find {
  /** With every word in title or description. */
  anywhere(wanted: Wanted): Sql;
  titleWithAll(wanted: Wanted): Sql;
  titleWithSome(wanted: Wanted): Sql;
}

// A word has letters, digits and marks only: nothing in it ends the quotes.
const FIND: Record<Dialect, Find> = {
  sqlite: {
    anywhere: (wanted) => matching(wanted, '{title description}', ' AND '),
    titleWithAll: (wanted) => matching(wanted, 'title', ' AND '),
    titleWithSome: (wanted) => matching(wanted, 'title', ' OR '),
  },
  postgresql: {
    anywhere: (wanted) =>
      having(
        allOf(
          lexemes(wanted).map((one) => anyOf([holds(sql`"title"`, one), holds(sql`"description"`, one)])),
        ),
      ),
    titleWithAll: (wanted) => having(holds(sql`"title"`, lexemes(wanted).join(' & '))),
    titleWithSome: (wanted) => having(holds(sql`"title"`, lexemes(wanted).join(' | '))),
  },
};

/** The index has the owner in hexadecimal: one word, whatever is in it. */
function matching({ words, ownerId }: Wanted, columns: string, operator: ' AND ' | ' OR '): Sql {
  const terms = words.map((word) => `"${word}" *`).join(operator);
  const query = `owner : "${Buffer.from(ownerId).toString('hex')}" AND ${columns} : (${terms})`;
  return sql`select "todo_id" from "todo_search_keys" where "key" in (select rowid from "todo_search" where "todo_search" match ${query} and ${inTime('todo_search')})`;
}

/** PostgreSQL manual, 8.11.2 "tsquery": quotes and backslashes are doubled. */
function lexemes({ words, ownerId }: Wanted): string[] {
  const owner = ownerId.replace(/['\\]/g, '$&$&');
  return words.map((word) => `'${owner} ${word}':*`);
}

function holds(column: Sql, query: string): Condition {
  return sql`(owned_words("owner_id", search_words(${column})) @@ cast(${query} as tsquery))`;
}

/** "offset 0": in a query for the first few todos the planner would look through them in their order, word by word. */
function having(condition: Condition): Sql {
  return sql`select "id" from "todos" where ${condition} offset 0`;
}
