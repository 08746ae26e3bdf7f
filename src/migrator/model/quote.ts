/**
 * An identifier in double quotes, which both databases take from the SQL standard.
 * The name of a table, view or type may carry its schema: `audit.events` becomes `"audit"."events"`.
 */
export function quoteName(name: string): string {
  return name
    .split('.')
    .map((part) => quoteColumn(part))
    .join('.');
}

/** An identifier that never carries a schema: a column, a constraint. */
export function quoteColumn(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal of standard SQL: only the quote itself is doubled. */
export function quoteString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Column names between parentheses. */
export function quoteColumns(names: readonly string[]): string {
  return `(${names.map(quoteColumn).join(', ')})`;
}
