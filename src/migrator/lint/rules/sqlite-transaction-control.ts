import type { Rule } from '../rule.ts';
import { findInSqlite } from '../sqlite/statements.ts';

/** Begins or ends a transaction inside that of the migration (SQLite manual, "BEGIN TRANSACTION": "Transactions … do not nest"). */
export const sqliteTransactionControl: Rule = {
  name: 'sqlite-transaction-control',
  checkDirection: (direction) =>
    findInSqlite(
      direction,
      /^(begin|commit|end|rollback(?!\s+(transaction\s+)?to\b))\b/i,
      (line, [word]) => ({
        line,
        reason: `A migration is one transaction together with its row in the history; ${word.toLowerCase()} breaks it in two.`,
        alternative:
          'Take it out. What has to be committed by itself is a migration of its own, or one with override isTransactional() { return false; }.',
        link: 'https://www.sqlite.org/lang_transaction.html',
      }),
    ),
};
