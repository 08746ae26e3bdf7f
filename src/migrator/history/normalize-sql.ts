/**
 * What must not be touched, before what may: strings (also PostgreSQL's dollar-quoted ones) and quoted names, then
 * runs of comments and white space.
 */
const PIECES = /('(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\2)|(?:--[^\n]*|\/\*[\s\S]*?\*\/|\s)+/g;

/**
 * SQL without what a formatter changes: comments, white space between words, a semicolon at the end. Letter case stays,
 * as do strings, so that statements which may differ in meaning stay different.
 */
export function normalizeSql(sql: string): string {
  return sql
    .replaceAll('\r\n', '\n')
    .replace(PIECES, (_piece, kept: string | undefined) => kept ?? ' ')
    .replace(/[\s;]+$/, '')
    .trimStart();
}
