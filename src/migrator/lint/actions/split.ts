import { tokenize } from '../../diagnose/parse/tokenize.ts';
import type { Dialect } from '../../model/schema.ts';

/** A statement in a longer text. */
export interface SplitStatement {
  /** Without its semicolon. */
  sql: string;
  /** Offset of its first character. */
  start: number;
}

/**
 * Splits SQL into its statements. The body of an SQLite trigger holds semicolons of its own.
 *
 * @throws {MigrationError} SQL_UNREADABLE for text that SQLite itself cannot read.
 */
export function splitSql(sql: string, dialect: Dialect): SplitStatement[] {
  const statements: SplitStatement[] = [];
  let words: string[] = [];
  let start: number | undefined;
  let end = 0;
  // The body of a trigger ends with `; end ;`, as sqlite3_complete() sees it.
  let previous: [string, string] = ['', ''];
  const close = () => {
    if (start !== undefined) {
      statements.push({ sql: sql.slice(start, end), start });
    }
    start = undefined;
    words = [];
  };
  for (const token of tokenize(sql, dialect)) {
    const isTrigger = dialect === 'sqlite' && /^create (temp |temporary )?trigger\b/.test(words.join(' '));
    if (token.text === ';' && !(isTrigger && previous.join(' ') !== '; end')) {
      close();
    } else {
      start ??= token.start;
      end = token.end;
      if (words.length < 3) {
        words.push(token.kind === 'word' ? token.value : '');
      }
    }
    previous = [previous[1], token.kind === 'word' ? token.value : token.text];
  }
  close();
  return statements;
}
