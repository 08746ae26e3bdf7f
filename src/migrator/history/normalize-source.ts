import jsTokens from 'js-tokens';

/** Tokens that only say how a file is laid out. */
const LAYOUT = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'SingleLineComment',
  'MultiLineComment',
  'HashbangComment',
]);

/**
 * A TypeScript or JavaScript file without what a formatter changes: white space, comments, line endings, the kind of
 * quotes, semicolons, trailing commas. Imports go too: where a module lies is no part of what a migration does.
 *
 * @returns The tokens, one per line.
 */
export function normalizeSource(source: string): string {
  const text = source.replaceAll('\r\n', '\n').replace(/^import\s[^;'"]*from\s*(['"])[^'"\n]*\1;?/gm, '');
  const tokens: string[] = [];
  for (const token of jsTokens(text)) {
    if (LAYOUT.has(token.type) || token.value === ';') {
      continue;
    }
    if (/^[)\]}]$/.test(token.value) && tokens.at(-1) === ',') {
      tokens.pop();
    }
    tokens.push(printToken(token.type, token.value));
  }
  return tokens.join('\n');
}

/** A string by its value: `'a'`, `"a"` and a template without substitutions are the same. */
function printToken(type: string, value: string): string {
  if (type !== 'StringLiteral' && type !== 'NoSubstitutionTemplate') {
    return value;
  }
  const inner = value.slice(1, -1).replace(/\\(['"`])/g, '$1');
  return `string ${JSON.stringify(inner)}`;
}
