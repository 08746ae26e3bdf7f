/**
 * Folds a name for comparing. SQLite ignores the case of ASCII letters only, where `toLowerCase` would also join
 * `k` with the Kelvin sign.
 */
export function foldName(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Whether SQLite takes two unquoted names for the same table, column or constraint. */
export function isSameName(left: string, right: string): boolean {
  return foldName(left) === foldName(right);
}

/** The name that an identifier token stands for, in any of SQLite's four ways to quote, or bare. */
export function unquoteIdentifier(text: string): string {
  const quote = text[0];
  if (quote === '[') {
    return text.slice(1, -1);
  }
  if (quote === '"' || quote === '`' || quote === "'") {
    return text.slice(1, -1).replaceAll(quote + quote, quote);
  }
  return text;
}
