import { quoteColumn } from '../../model/quote.ts';

/** The clauses of a rebuild as statements, which `diagnose` reads: SQLite itself need not know them. */
export function rebuildAsSql(table: string, changes: readonly string[]): string {
  return changes.map((change) => `alter table ${quoteColumn(table)} ${change};`).join('\n');
}
