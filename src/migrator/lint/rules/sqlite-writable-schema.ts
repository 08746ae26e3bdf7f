import type { Rule } from '../rule.ts';
import { findInSqlite } from '../sqlite/statements.ts';

/** Writes to the schema table (SQLite manual, "PRAGMA writable_schema": "misuse … can easily result in a corrupt database file"). */
export const sqliteWritableSchema: Rule = {
  name: 'sqlite-writable-schema',
  checkDirection: (direction) =>
    findInSqlite(
      direction,
      /^(pragma\s+(\w+\.)?writable_schema\b|(update|insert\s+into|delete\s+from)\s+["`[]?sqlite_(schema|master)\b)/i,
      (line) => ({
        line,
        reason:
          'Writes SQLite’s own schema table: nothing checks the text, and a slip leaves a file that cannot be opened.',
        alternative: 'this.rebuildSqlite(table, …clauses) changes what alter table cannot.',
        link: 'https://www.sqlite.org/pragma.html#pragma_writable_schema',
      }),
    ),
};
