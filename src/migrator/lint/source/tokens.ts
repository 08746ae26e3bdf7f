import jsTokens, { type Token } from 'js-tokens';

/** A piece of a TypeScript file, with its place. */
export interface SourceToken {
  type: Token['type'];
  value: string;
  /** From 1. */
  line: number;
  /** The line on which it ends. */
  endLine: number;
}

/** Reads a TypeScript file; white space is left out, comments are kept. */
export function readTokens(source: string): SourceToken[] {
  const tokens: SourceToken[] = [];
  let line = 1;
  for (const { type, value } of jsTokens(source)) {
    const endLine = line + (value.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0);
    if (type !== 'WhiteSpace' && type !== 'LineTerminatorSequence') {
      tokens.push({ type, value, line, endLine });
    }
    line = endLine;
  }
  return tokens;
}

/** Whether it is one of the kinds of comments. */
export function isComment({ type }: SourceToken): boolean {
  return type === 'SingleLineComment' || type === 'MultiLineComment';
}
