/** Quoted texts and words of an SQL statement: strings, quoted identifiers, plain identifiers. */
const TOKENS =
  /(?<string>'(?:[^']|'')*')|"(?<quoted>(?:[^"]|"")*)"|`(?<ticked>(?:[^`]|``)*)`|(?<word>[\p{L}_][\p{L}\p{N}_$]*)/gu;
const PLAIN = /^[a-z_][a-z0-9_]*$/;

/**
 * The identifiers that an SQL text may mention: quoted ones as they are, plain words in lower case,
 * as both databases compare them. Keywords are among them; a caller looks for names it knows.
 */
export function identifiersOf(sql: string): Set<string> {
  const names = new Set<string>();
  for (const { groups } of sql.matchAll(TOKENS)) {
    const name = identifier(groups);
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

/**
 * An SQL text after columns were renamed, as the database itself rewrites what it keeps. A word that only looks like
 * one of the columns is rewritten too: then the text differs from what the entity model says, and is made anew.
 */
export function renameIdentifiers(sql: string, renamed: ReadonlyMap<string, string>): string {
  return sql.replace(TOKENS, (token, ...rest) => {
    const groups: Groups = rest.at(-1);
    const to = renamed.get(identifier(groups) ?? '');
    if (to === undefined) {
      return token;
    }
    const quote = groups?.ticked === undefined ? '"' : '`';
    return groups?.word !== undefined && PLAIN.test(to)
      ? to
      : `${quote}${to.replaceAll(quote, quote + quote)}${quote}`;
  });
}

type Groups = Record<string, string> | undefined;

function identifier(groups: Groups): string | undefined {
  return (
    groups?.quoted?.replaceAll('""', '"') ??
    groups?.ticked?.replaceAll('``', '`') ??
    groups?.word?.toLowerCase()
  );
}
