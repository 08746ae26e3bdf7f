/** The name under which SQLite knows `foldCase`. */
export const FOLD_CASE = 'fold_case';

/**
 * A text such that two texts that differ only in the case of their letters become the same one.
 *
 * Upper case, because it looks at one character at a time: lower case turns Σ into σ or ς by its place in the word.
 * SQLite's own `upper` knows ASCII only and PostgreSQL's follows the locale of the server, so SQLite is given this
 * function and PostgreSQL asked for ICU's root collation: the same tables, up to the Unicode version of each.
 */
export function foldCase(text: string): string {
  return text.toUpperCase();
}
