import type { View } from '../../../model/schema.ts';
import { TokenCursor } from '../sql/token-cursor.ts';
import type { CatalogEntry } from './catalog.ts';

/** A view by its query. Names for its columns stand before the query, as in the statement: `("a") as select …`. */
export function describeView({ name, sql }: CatalogEntry): View {
  return { name, materialized: false, definition: queryOf(sql), indexes: [] };
}

function queryOf(sql: string): string {
  try {
    const cursor = new TokenCursor(sql);
    cursor.expectWords('create', 'view');
    cursor.takeName();
    if (!cursor.isAtSymbol('(')) {
      cursor.expectWords('as');
    }
    return sql.slice(cursor.position).trim();
  } catch {
    return sql;
  }
}
