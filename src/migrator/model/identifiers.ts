/** Quoted texts and words of an SQL statement: strings, quoted identifiers, plain identifiers. */
const TOKENS =
  /(?<string>'(?:[^']|'')*')|"(?<quoted>(?:[^"]|"")*)"|`(?<ticked>(?:[^`]|``)*)`|(?<word>[\p{L}_][\p{L}\p{N}_$]*)/gu;

/**
 * The identifiers that an SQL text may mention: quoted ones as they are, plain words in lower case,
 * as both databases compare them. Keywords are among them; a caller looks for names it knows.
 */
export function identifiersOf(sql: string): Set<string> {
  const names = new Set<string>();
  for (const { groups } of sql.matchAll(TOKENS)) {
    const name =
      groups?.quoted?.replaceAll('""', '"') ??
      groups?.ticked?.replaceAll('``', '`') ??
      groups?.word?.toLowerCase();
    if (name !== undefined) {
      names.add(name);
    }
  }
  return names;
}

/** Whether an SQL text may mention the table, view or column `name` (a schema before it is not looked at). */
export function mentions(sql: string, name: string): boolean {
  const own = name.slice(name.lastIndexOf('.') + 1);
  const names = identifiersOf(sql);
  return names.has(own) || names.has(own.toLowerCase());
}
