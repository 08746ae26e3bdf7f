/**
 * One token of an SQL text. Whitespace and comments are no tokens; `start` and `end` find the source between two.
 */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';
  /** As it stands in the source. */
  text: string;
  /** What it means: a word in lower case, a quoted name or string without its quotes. */
  value: string;
  start: number;
  end: number;
}

type Reader = (sql: string, start: number) => { kind: Token['kind']; end: number; value: string } | undefined;

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:0[xob][\da-f_]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)/iy;
const PARAMETER = /\$\d+/y;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const PREFIXED_STRING = /(?:[ebxn]|u&)(?=')/iy;

/** In the order in which PostgreSQL's own lexer decides (manual, "Lexical Structure"). */
const READERS: Reader[] = [
  readString,
  readDollarString,
  readQuotedName,
  readParameter,
  (sql, start) => readPattern('word', WORD, sql, start, (text) => text.toLowerCase()),
  (sql, start) => readPattern('number', NUMBER, sql, start),
  (sql, start) => (sql.startsWith('::', start) ? { kind: 'symbol', end: start + 2, value: '::' } : undefined),
];

/**
 * Splits PostgreSQL's SQL into tokens. Knows `''`, `E''`, `""`, `$tag$…$tag$`, `--` and nested `/* *\/`.
 * Never fails: what is left open reaches to the end of the text.
 */
export function tokenizePostgresql(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = skipBlank(sql, 0);
  while (at < sql.length) {
    const token = readToken(sql, at);
    tokens.push(token);
    at = skipBlank(sql, token.end);
  }
  return tokens;
}

function readToken(sql: string, start: number): Token {
  for (const reader of READERS) {
    const read = reader(sql, start);
    if (read !== undefined) {
      const end = Math.min(read.end, sql.length);
      return { kind: read.kind, text: sql.slice(start, end), value: read.value, start, end };
    }
  }
  const text = sql.charAt(start);
  return { kind: 'symbol', text, value: text, start, end: start + 1 };
}

function readPattern(
  kind: Token['kind'],
  pattern: RegExp,
  sql: string,
  start: number,
  value = (text: string) => text,
): ReturnType<Reader> {
  pattern.lastIndex = start;
  const text = pattern.exec(sql)?.[0];
  return text === undefined ? undefined : { kind, end: start + text.length, value: value(text) };
}

function readString(sql: string, start: number): ReturnType<Reader> {
  PREFIXED_STRING.lastIndex = start;
  const prefix = PREFIXED_STRING.exec(sql)?.[0] ?? '';
  const open = start + prefix.length;
  if (sql[open] !== "'") {
    return undefined;
  }
  const escapes = prefix.toLowerCase() === 'e';
  let end = open + 1;
  for (; end < sql.length; end++) {
    if (escapes && sql[end] === '\\') {
      end++;
    } else if (sql[end] === "'") {
      if (sql[end + 1] !== "'") {
        break;
      }
      end++;
    }
  }
  return { kind: 'string', end: end + 1, value: sql.slice(open + 1, end).replaceAll("''", "'") };
}

function readDollarString(sql: string, start: number): ReturnType<Reader> {
  DOLLAR_TAG.lastIndex = start;
  const tag = DOLLAR_TAG.exec(sql)?.[0];
  if (tag === undefined) {
    return undefined;
  }
  const close = sql.indexOf(tag, start + tag.length);
  const end = close === -1 ? sql.length : close;
  return { kind: 'string', end: end + tag.length, value: sql.slice(start + tag.length, end) };
}

function readQuotedName(sql: string, start: number): ReturnType<Reader> {
  if (sql[start] !== '"') {
    return undefined;
  }
  let end = start + 1;
  while (end < sql.length && !(sql[end] === '"' && sql[end + 1] !== '"')) {
    end += sql[end] === '"' ? 2 : 1;
  }
  return { kind: 'quoted', end: end + 1, value: sql.slice(start + 1, end).replaceAll('""', '"') };
}

function readParameter(sql: string, start: number): ReturnType<Reader> {
  return readPattern('parameter', PARAMETER, sql, start);
}

/** The position after whitespace and comments. */
function skipBlank(sql: string, start: number): number {
  let at = start;
  for (;;) {
    while (at < sql.length && /\s/.test(sql.charAt(at))) {
      at++;
    }
    if (sql.startsWith('--', at)) {
      const line = sql.indexOf('\n', at);
      at = line === -1 ? sql.length : line + 1;
    } else if (sql.startsWith('/*', at)) {
      at = skipComment(sql, at);
    } else {
      return at;
    }
  }
}

/** Block comments nest in PostgreSQL, unlike in the SQL standard's first editions and SQLite. */
function skipComment(sql: string, start: number): number {
  let depth = 1;
  let at = start + 2;
  while (at < sql.length && depth > 0) {
    const two = sql.slice(at, at + 2);
    depth += two === '/*' ? 1 : two === '*/' ? -1 : 0;
    at += two === '/*' || two === '*/' ? 2 : 1;
  }
  return at;
}
