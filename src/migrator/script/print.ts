import { onOneLine } from '../check/finding.ts';
import type { Dialect } from '../model/schema.ts';
import type { Script } from './index.ts';

/** How a script starts: its first error is to be its last. */
const HEADERS: Record<Dialect, string[]> = {
  sqlite: [
    '.bail on',
    '-- Apply with: sqlite3 <file> < <this script>. It takes no migration lock, makes no backup and counts no rows.',
    'pragma foreign_keys = on;',
  ],
  postgresql: [
    '\\set ON_ERROR_STOP on',
    '-- Apply with: psql <address> -f <this script>. It takes no migration lock, retries nothing and counts no rows.',
  ],
};

/** SQLite: a transaction that only reads at first may find, when it comes to write, that another one was faster. */
const BEGIN: Record<Dialect, string> = { sqlite: 'begin immediate;', postgresql: 'begin;' };

/** A script as text, for `sqlite3` and `psql`. */
export function printScript({ dialect, statements, notes }: Script): string[] {
  const lines = [...HEADERS[dialect]];
  let migration: string | null | undefined;
  let transaction: number | null = null;
  for (const statement of statements) {
    if (statement.transaction !== transaction && transaction !== null) {
      lines.push('commit;');
    }
    if (statement.migration !== migration) {
      migration = statement.migration;
      lines.push('', `-- ${migration ?? 'The history'}`);
      lines.push(...notes.filter((note) => note.migration === migration).map(({ text }) => comment(text)));
    }
    if (statement.transaction !== transaction && statement.transaction !== null) {
      lines.push(BEGIN[dialect]);
    }
    transaction = statement.transaction;
    lines.push(terminate(statement.sql));
  }
  if (transaction !== null) {
    lines.push('commit;');
  }
  return lines;
}

function comment(text: string): string {
  return `-- ${onOneLine(text)}`;
}

/** A semicolon behind a comment would be a part of it. */
function terminate(sql: string): string {
  return /--[^\n]*$/.test(sql) ? `${sql}\n;` : `${sql};`;
}
