import { quoteColumn } from '../../model/quote.ts';
import type { StatementReader } from './reader.ts';

/** One element of an index: what it compares, and the column where it is no expression. */
export interface IndexPart {
  /** A column or expression with its collation, ready for a query. */
  sql: string;
  column: string | undefined;
}

/**
 * Reads one element of an index or key: `column | (expression) | function(…)`, then a collation, an operator class
 * and an order, of which only the collation decides what is equal. SQLite also takes a bare expression.
 */
export function readIndexPart(reader: StatementReader): IndexPart | undefined {
  const column = readColumn(reader.clone()) ?? readCall(reader.clone());
  if (column !== undefined) {
    return column;
  }
  const sql = reader.textUntil('asc', 'desc', 'nulls');
  return sql === '' ? undefined : { sql, column: undefined };
}

function readColumn(reader: StatementReader): IndexPart | undefined {
  const column = reader.name();
  const collation = column === undefined ? undefined : readTail(reader);
  return column === undefined || collation === undefined
    ? undefined
    : { sql: quoteColumn(column) + collation, column };
}

function readCall(reader: StatementReader): IndexPart | undefined {
  const sql = reader.source(() => {
    reader.qualifiedName();
    return reader.parentheses() !== undefined;
  });
  const collation = sql === undefined ? undefined : readTail(reader);
  return collation === undefined ? undefined : { sql: `${sql}${collation}`, column: undefined };
}

/** Reads what follows the column or expression, and gives its collation; undefined where something else follows. */
function readTail(reader: StatementReader): string | undefined {
  const collation = reader.words('collate') ? reader.qualifiedName() : [];
  if (!reader.startsWith('asc', 'desc', 'nulls') && reader.qualifiedName() !== undefined) {
    reader.parentheses();
  }
  reader.anyOf('asc', 'desc');
  reader.anyOf('nulls first', 'nulls last');
  if (!reader.done || collation === undefined) {
    return undefined;
  }
  return collation.length === 0 ? '' : ` collate ${collation.map(quoteColumn).join('.')}`;
}
