import type { Rule } from '../rule.ts';
import { findInSqlite } from '../sqlite/statements.ts';

/** Deletes rows that are in the way (SQLite manual, "The ON CONFLICT Clause", REPLACE). */
export const sqliteInsertOrReplace: Rule = {
  name: 'sqlite-insert-or-replace',
  checkDirection: (direction) =>
    findInSqlite(direction, /^((insert|update)\s+or\s+replace|replace\s+into)\b/i, (line) => ({
      line,
      reason:
        'Rows that are in the way are deleted, silently, together with what refers to them on delete cascade.',
      alternative:
        'insert … on conflict (…) do update set … changes the row that is there. PostgreSQL has it too.',
      link: 'https://www.sqlite.org/lang_conflict.html',
    })),
};
