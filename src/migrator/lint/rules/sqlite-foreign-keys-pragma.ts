import type { Rule } from '../rule.ts';
import { findInSqlite } from '../sqlite/statements.ts';

/** `pragma foreign_keys` (SQLite manual, "PRAGMA foreign_keys": "This pragma is a no-op within a transaction"). */
export const sqliteForeignKeysPragma: Rule = {
  name: 'sqlite-foreign-keys-pragma',
  checkDirection: (direction) =>
    findInSqlite(direction, /^pragma\s+(\w+\.)?foreign_keys\s*[=(]/i, (line) => ({
      line,
      reason: 'Inside a transaction this pragma does nothing: foreign keys stay as they were.',
      alternative:
        'Take it out. Around this.rebuildSqlite(…) and drop table the migrator turns foreign keys off before the transaction begins, and checks them before it ends.',
      link: 'https://www.sqlite.org/pragma.html#pragma_foreign_keys',
    })),
};
