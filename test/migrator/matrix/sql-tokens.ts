const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|[<>=!|&*/%+.-]{1,2}|\s+|[\s\S]/g;

/**
 * Splits SQL into tokens that are equal exactly where the meaning is: white space, comments, the letter case of bare
 * words and the way a name is quoted are gone; strings keep every character.
 */
export function tokenize(sql: string): string[] {
  const tokens: string[] = [];
  for (const [token] of sql.matchAll(TOKEN)) {
    const first = token.charAt(0);
    if (/^(?:\s|--|\/\*)/.test(token)) {
      continue;
    }
    if (first === '"' || first === '`' || first === '[') {
      tokens.push(token.slice(1, -1).replaceAll(first + first, first));
    } else if (first === "'") {
      tokens.push(token);
    } else {
      tokens.push(token.toLowerCase());
    }
  }
  return tokens;
}

/** Splits tokens at commas that no parenthesis holds. */
export function splitList(tokens: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (token === ',' && depth === 0) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
}

/** The tokens inside the parenthesis that opens at `open`, and the position after it. */
export function parenthesis(tokens: readonly string[], open: number): { inside: string[]; end: number } {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    depth += tokens[at] === '(' ? 1 : tokens[at] === ')' ? -1 : 0;
    if (depth === 0) {
      return { inside: tokens.slice(open + 1, at), end: at + 1 };
    }
  }
  throw new Error(`No closing parenthesis: ${tokens.join(' ')}`);
}
