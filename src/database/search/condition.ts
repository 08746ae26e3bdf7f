import type { Dialect } from '../dialect.ts';
import { allOf, anyOf, type Condition, type Sql } from '../sql.ts';
import { sql } from '../sql-template.ts';
import { inTime } from '../sqlite/time-limit.ts';
import { HAS_WORD } from './words.ts';

/** What to look for. */
export interface Search {
  /** From `searchWords`. */
  words: readonly string[];
  /**
   * Among whose todos. The index is asked for these alone: what others have written, and how much, neither takes time nor
   * can be told from the time it takes. It is no condition that keeps people apart (see `scope.ts`), only a fast one.
   */
  ownerId: string;
  dialect: Dialect;
}

/** Every word is the beginning of a word in the title or the description of a todo. No words are found nowhere. */
export function searchCondition({ dialect, ...search }: Search): Condition {
  return search.words.length === 0 ? anyOf([]) : FIND[dialect].anywhere(search);
}

/**
 * How well a todo that `searchCondition` finds fits, the same on both databases: 1 where every word is in its title,
 * 2 where some is, 3 where none is.
 */
export function searchRank({ dialect, ...search }: Search): Sql {
  const { titleWithAll, titleWithSome } = FIND[dialect];
  return search.words.length === 0
    ? sql`cast(3 as integer)`
    : sql`(case when ${titleWithAll(search)} then 1 when ${titleWithSome(search)} then 2 else 3 end)`;
}

type Wanted = Omit<Search, 'dialect'>;

/** Conditions on todos. */
interface Find {
  /** With every word in title or description. */
  anywhere(wanted: Wanted): Condition;
  titleWithAll(wanted: Wanted): Condition;
  titleWithSome(wanted: Wanted): Condition;
}

const TITLE = sql`"todos"."title"`;
const DESCRIPTION = sql`"todos"."description"`;
/** So many letters of a word SQLite's index has the beginnings of (`prefix` in the migration `search_by_owner`). */
const INDEXED_BEGINNING = 8;

// A word has letters, digits and marks only: nothing in it ends the quotes.
const FIND: Record<Dialect, Find> = {
  sqlite: {
    anywhere: ({ words, ownerId }) =>
      allOf([matching(words, ownerId, '{title description}'), ...whole(words, TITLE, DESCRIPTION)]),
    titleWithAll: ({ words, ownerId }) => allOf([matching(words, ownerId, 'title'), ...whole(words, TITLE)]),
    titleWithSome: ({ words, ownerId }) =>
      anyOf(words.map((word) => allOf([matching([word], ownerId, 'title'), ...whole([word], TITLE)]))),
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

/**
 * What SQLite's index says: each word is the beginning of one in `columns`, as far as the index has beginnings. For longer
 * ones it would go through what everybody has written. It has the owner in hexadecimal: one word, whatever is in it.
 */
function matching(words: readonly string[], ownerId: string, columns: string): Condition {
  const terms = words.map((word) => `"${beginning(word)}" *`).join(' AND ');
  const query = `owner : "${Buffer.from(ownerId).toString('hex')}" AND ${columns} : (${terms})`;
  return sql`("todos"."id" in (select "todo_id" from "todo_search_keys" where "key" in (select rowid from "todo_search" where "todo_search" match ${query} and ${inTime('todo_search')})))`;
}

/** What that leaves open: words longer than that are looked for in the texts of what was found. */
function whole(words: readonly string[], ...texts: Sql[]): Condition[] {
  return words
    .filter((word) => beginning(word) !== word)
    .map((word) => anyOf(texts.map((text) => sql`${sql.raw(HAS_WORD)}(${text}, ${word})`)));
}

function beginning(word: string): string {
  return [...word].slice(0, INDEXED_BEGINNING).join('');
}

/** PostgreSQL manual, 8.11.2 "tsquery": quotes and backslashes are doubled. */
function lexemes({ words, ownerId }: Wanted): string[] {
  const owner = ownerId.replace(/['\\]/g, '$&$&');
  return words.map((word) => `'${owner} ${word}':*`);
}

function holds(column: Sql, query: string): Condition {
  return sql`(owned_words("owner_id", search_words(${column})) @@ cast(${query} as tsquery))`;
}

/** The query for their ids has "offset 0": in a query for the first few todos the planner would look through them in their order, word by word. */
function having(condition: Condition): Condition {
  return sql`("todos"."id" in (select "id" from "todos" where ${condition} offset 0))`;
}
