import type { Rule } from '../rule.ts';
import { findInSqlite } from '../sqlite/statements.ts';

/** Renames that leave triggers and views behind (SQLite manual, "PRAGMA legacy_alter_table"). */
export const sqliteLegacyAlterTable: Rule = {
  name: 'sqlite-legacy-alter-table',
  checkDirection: (direction) =>
    findInSqlite(direction, /^pragma\s+(\w+\.)?legacy_alter_table\s*[=(]\s*(on|1|true|yes)\b/i, (line) => ({
      line,
      reason:
        'With this pragma a rename of a table leaves views, triggers and foreign keys naming the old one.',
      alternative:
        'Take it out, and change tables with this.rebuildSqlite(…), which keeps what refers to them.',
      link: 'https://www.sqlite.org/pragma.html#pragma_legacy_alter_table',
    })),
};
