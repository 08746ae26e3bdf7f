import type { Rule } from '../rule.ts';
import { findInSqlite } from '../sqlite/statements.ts';

/** `vacuum` (SQLite manual, "VACUUM": "A VACUUM will fail if there is an open transaction"). */
export const sqliteVacuumInTransaction: Rule = {
  name: 'sqlite-vacuum-in-transaction',
  checkDirection: (direction) =>
    direction.transactional
      ? findInSqlite(direction, /^vacuum\b/i, (line) => ({
          line,
          reason: 'SQLite refuses vacuum inside a transaction, and a migration is one.',
          alternative: 'Run it by hand when there is time (sqlite3 file.db vacuum): it changes no schema.',
          link: 'https://www.sqlite.org/lang_vacuum.html',
        }))
      : [],
};
