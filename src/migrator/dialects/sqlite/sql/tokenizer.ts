import { MigrationError } from '../../../errors.ts';

/** A piece of SQL text; all tokens of a text together are the text. */
export interface Token {
  kind: 'space' | 'comment' | 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  text: string;
  /** Offset of the first character in the source. */
  start: number;
}

/** Every kind of token of SQLite's own tokenizer, the longest first (SQLite manual, "SQL As Understood By SQLite"). */
const TOKEN = new RegExp(
  [
    '(?<space>[ \\t\\n\\f\\r]+)',
    // A block comment that is not closed runs to the end of the text.
    '(?<comment>--[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$))',
    "(?<string>'[^']*(?:''[^']*)*')",
    '(?<quoted>"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`|\\[[^\\]]*\\])',
    "(?<number>[xX]'[0-9a-fA-F]*'|0[xX][0-9a-fA-F_]+|(?:[0-9][0-9_]*(?:\\.[0-9_]*)?|\\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?)",
    '(?<word>[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*)',
    '(?<symbol>->>|->|\\|\\||==|<=|<>|<<|>=|>>|!=|[-+*/%=<>,.;()&|~?:@#$])',
  ].join('|'),
  'y',
);

/**
 * Splits SQL text into tokens, white space and comments included.
 *
 * @throws MigrationError `SQL_UNREADABLE` at a character that starts no token, such as a quote that is not closed.
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < sql.length) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(sql);
    if (match === null) {
      throw new MigrationError(
        'SQL_UNREADABLE',
        `This SQL cannot be read from ${JSON.stringify(sql.slice(start, start + 20))} on: ${sql}`,
      );
    }
    tokens.push({ kind: kindOf(match), text: match[0], start });
    start += match[0].length;
  }
  return tokens;
}

function kindOf(match: RegExpExecArray): Token['kind'] {
  for (const kind of ['space', 'word', 'symbol', 'quoted', 'string', 'number'] as const) {
    if (match.groups?.[kind] !== undefined) {
      return kind;
    }
  }
  return 'comment';
}

/** The tokens that mean something: without white space and comments. */
export function tokenizeMeaning(sql: string): Token[] {
  return tokenize(sql).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
}
