import { quoteColumn, quoteColumns, quoteName } from '../../model/quote.ts';
import type { Index } from '../../model/schema.ts';

/** The statement that makes an index on a table or materialized view. */
export function createIndex(index: Index, table: string): string {
  if (index.statement !== undefined) {
    return index.statement.trim().replace(/;+$/, '');
  }
  return [
    `create ${index.unique ? 'unique ' : ''}index ${quoteColumn(index.name)} on ${quoteName(table)}`,
    index.method === undefined ? '' : `using ${index.method}`,
    `(${index.parts.join(', ')})`,
    index.include === undefined ? '' : `include ${quoteColumns(index.include)}`,
    index.storage === undefined ? '' : `with (${index.storage})`,
    index.where === undefined ? '' : `where ${index.where}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}
