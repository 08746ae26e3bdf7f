/** Tables whose rows belong to somebody. */
const TABLE = /\b(from|join|update|into)\s+"(todos|lists|tags)"(?:\s+as\s+"(\w+)")?/gi;

/**
 * Whether a statement reads or writes rows without saying whose: fewer conditions on the owner than mentions of tables. Two
 * mentions need none: SQLite's look at the rows whose ids a page has been found to have, and search, which compares words
 * that have the owner within them.
 */
export function forgetsOwner(statement: string): boolean {
  const text = statement
    .replaceAll(
      /from json_each\(.*?\) as "parent" cross join "\w+" as "row"\s+where "row"\."id" in/g,
      'where in',
    )
    .replaceAll(/select "id" from "todos" where \(*owned_words\("owner_id".*? offset 0/g, '');
  const inserted = /\binsert into "(?:todos|lists|tags)" (\([^)]*\))/i.exec(text)?.[1];
  if (inserted !== undefined) {
    return !inserted.includes('"owner_id"');
  }
  const mentions = [...text.matchAll(TABLE)].length;
  const conditions = [...text.matchAll(/"owner_id" = /g)].length;
  return conditions < mentions;
}
