/** What both databases have, and what one has alone. */
export interface Matches<T> {
  both: (readonly [sqlite: T, postgresql: T])[];
  sqlite: T[];
  postgresql: T[];
}

/**
 * Matches by name. What has none on SQLite (PostgreSQL names everything) is matched by what it is.
 *
 * @param isSame Whether two could be the same thing under another name.
 */
export function matchNamed<T extends { name: string }>(
  sqlite: readonly T[],
  postgresql: readonly T[],
  isSame: (sqlite: T, postgresql: T) => boolean,
): Matches<T> {
  const named = sqlite.flatMap((item) => {
    const other = item.name === '' ? undefined : postgresql.find(({ name }) => isSameName(item.name, name));
    return other === undefined ? [] : [[item, other] as const];
  });
  const matches: Matches<T> = {
    both: named,
    sqlite: sqlite.filter((item) => !named.some(([own]) => own === item)),
    postgresql: postgresql.filter((item) => !named.some(([, other]) => other === item)),
  };
  for (const item of matches.sqlite.filter(({ name }) => name === '')) {
    const other = matches.postgresql.find((candidate) => isSame(item, candidate));
    if (other !== undefined) {
      matches.both.push([item, other]);
      matches.sqlite = matches.sqlite.filter((own) => own !== item);
      matches.postgresql = matches.postgresql.filter((own) => own !== other);
    }
  }
  return matches;
}

/** PostgreSQL cuts a name at 63 bytes (manual, "Lexical Structure"), never within a character of up to 4. */
const NAME_BYTES = 63;

function isSameName(sqlite: string, postgresql: string): boolean {
  return (
    sqlite === postgresql ||
    (Buffer.byteLength(sqlite) > NAME_BYTES &&
      postgresql !== '' &&
      Buffer.byteLength(postgresql) > NAME_BYTES - 4 &&
      sqlite.startsWith(postgresql))
  );
}
