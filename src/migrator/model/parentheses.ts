/** Removes the pairs of parentheses that enclose the whole of an SQL expression. */
export function withoutParentheses(expression: string): string {
  let text = expression.trim();
  while (isEnclosed(text)) {
    text = text.slice(1, -1).trim();
  }
  return text;
}

/** Whether the first parenthesis of an SQL expression closes with its last character. */
export function isEnclosed(expression: string): boolean {
  if (!expression.startsWith('(')) {
    return false;
  }
  let depth = 0;
  for (const { text, index } of expression.matchAll(TOKENS).map((m) => ({ text: m[0], index: m.index }))) {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    if (depth === 0) {
      return index === expression.length - 1;
    }
  }
  return false;
}

/** Parentheses, and the quoted texts inside which they do not count. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|[()]/g;
