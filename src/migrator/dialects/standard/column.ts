import { quoteColumn } from '../../model/quote.ts';
import type { Column } from '../../model/schema.ts';

/** What stands for a column in `create table` and `add column`, but for an ever growing one. */
export function columnDefinition(column: Column): string {
  const { name, type, collation, nullable, generated } = column;
  return [
    quoteColumn(name),
    type,
    collation === undefined ? '' : `collate ${quoteColumn(collation)}`,
    nullable ? 'null' : 'not null',
    column.default === undefined ? '' : `default ${column.default}`,
    generated === undefined ? '' : generatedClause(generated),
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** `generated always as (…) stored`. */
export function generatedClause({ expression, stored }: NonNullable<Column['generated']>): string {
  return `generated always as (${expression}) ${stored ? 'stored' : 'virtual'}`;
}
