/** How many statements are kept: those that a busy server runs, and not all that clients can make out of filters. */
const KEPT = 200;

/** What reads and writes rows. What changes tables comes once. */
const RECURRING = /^(select|insert|update|delete|with|begin|commit|rollback)\b/i;

/**
 * The same as `prepare`, but prepares each of the last statements once: that takes SQLite as long as running it. A kept
 * statement survives changes of the tables: SQLite prepares it again by itself, and better-sqlite3 then asks for its columns anew.
 *
 * @param prepare Makes a statement that can run again once it has run to its end.
 */
export function cachedPrepare<Statement>(prepare: (sql: string) => Statement): (sql: string) => Statement {
  const statements = new Map<string, Statement>();
  return (sql) => {
    const statement = statements.get(sql) ?? prepare(sql);
    if (RECURRING.test(sql)) {
      // A Map is in the order of insertion: what is used moves to its end.
      statements.delete(sql);
      statements.set(sql, statement);
      const [oldest] = statements.keys();
      if (statements.size > KEPT && oldest !== undefined) {
        statements.delete(oldest);
      }
    }
    return statement;
  };
}
