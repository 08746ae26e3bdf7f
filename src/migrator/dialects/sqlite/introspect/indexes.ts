import { quoteColumn } from '../../../model/quote.ts';
import type { Index } from '../../../model/schema.ts';
import { parseCreateIndex } from '../sql/create-index.ts';
import type { CreateTable, KeyColumn } from '../sql/create-table.ts';
import { TokenCursor } from '../sql/token-cursor.ts';
import type { CatalogEntry } from './catalog.ts';

/** An index by its statement; the statement itself where it is beyond our reading. */
export function describeIndex({ name, sql }: CatalogEntry): Index {
  try {
    const { unique, parts, where } = parseCreateIndex(sql);
    return { name, unique, parts: parts.map(describePart), ...(where !== undefined && { where }) };
  } catch {
    return { name, unique: /^create\s+unique\b/i.test(sql), parts: [], statement: sql };
  }
}

/** A column with its collation and order is written in one way; an expression stays as it is. */
function describePart(part: string): string {
  const cursor = new TokenCursor(part);
  const isName = cursor.peek()?.kind === 'word' || cursor.peek()?.kind === 'quoted';
  const name = isName ? cursor.takeName() : '';
  const collation = cursor.takeWords('collate') ? ` collate ${quoteColumn(cursor.takeName())}` : '';
  const order = cursor.takeWords('desc') ? ' desc' : cursor.takeWords('asc') ? ' asc' : '';
  return isName && cursor.isAtEnd ? quoteColumn(name) + collation + order : part;
}

/** The unique constraints of a table, those behind a column included, which are indexes without a statement. */
export function describeUniqueConstraints({ columns, constraints }: CreateTable): Index[] {
  const describe = (name: string | undefined, key: readonly KeyColumn[]): Index => {
    const parts = key.map(
      ({ name, collation, descending }) =>
        quoteColumn(name) +
        (collation === undefined ? '' : ` collate ${quoteColumn(collation)}`) +
        (descending ? ' desc' : ''),
    );
    return { name: name ?? '', unique: true, parts };
  };
  return [
    ...columns.flatMap((column) =>
      column.constraints
        .filter(({ kind }) => kind === 'unique')
        .map(({ name }) => describe(name, [{ name: column.name, descending: false }])),
    ),
    ...constraints.flatMap((constraint) =>
      constraint.kind === 'unique' ? [describe(constraint.name, constraint.columns)] : [],
    ),
  ];
}
