import type { Demand, TableName } from '../demand.ts';
import { readIndexPart } from './index-part.ts';
import type { StatementReader } from './reader.ts';

/**
 * Reads a table constraint, its name included, and what it asks of rows that exist: nothing where it is `not valid`,
 * or an index that PostgreSQL has already built. Undefined where no constraint begins here.
 */
export function readTableConstraint(reader: StatementReader, table: TableName): Demand[] | undefined {
  const name = reader.words('constraint') ? reader.name() : undefined;
  if (reader.words('check')) {
    return readCheck(reader, table, name);
  }
  if (reader.words('foreign', 'key')) {
    return readForeignKey(reader, table, name, reader.names() ?? []);
  }
  if (reader.words('not', 'null')) {
    const column = reader.name();
    return column === undefined || isDeferredCheck(reader) ? [] : [{ kind: 'notNull', table, column }];
  }
  if (reader.words('primary', 'key')) {
    return readPrimaryKey(reader, table, name);
  }
  if (reader.words('unique')) {
    return readUnique(reader, table, name);
  }
  return name === undefined ? undefined : [];
}

/** Reads the constraints that stand in a column's definition, after its type. */
export function readColumnConstraints(reader: StatementReader, table: TableName, column: string): Demand[] {
  const demands: Demand[] = [];
  while (!reader.done) {
    const name = reader.words('constraint') ? reader.name() : undefined;
    if (reader.words('check')) {
      demands.push(...readCheck(reader, table, name));
    } else if (reader.words('references')) {
      demands.push(...readReference(reader, table, name, [column]));
    } else {
      reader.skip();
    }
  }
  return demands;
}

function readCheck(reader: StatementReader, table: TableName, name: string | undefined): Demand[] {
  const expression = reader.parentheses()?.sql;
  return expression === undefined || isDeferredCheck(reader)
    ? []
    : [{ kind: 'check', table, name, expression }];
}

function readForeignKey(
  reader: StatementReader,
  table: TableName,
  name: string | undefined,
  columns: string[],
): Demand[] {
  return reader.words('references') ? readReference(reader, table, name, columns) : [];
}

function readReference(
  reader: StatementReader,
  table: TableName,
  name: string | undefined,
  columns: string[],
): Demand[] {
  const referencedTable = reader.qualifiedName();
  const referencedColumns = reader.names();
  return referencedTable === undefined || isDeferredCheck(reader)
    ? []
    : [{ kind: 'foreignKey', table, name, columns, referencedTable, referencedColumns }];
}

function readPrimaryKey(reader: StatementReader, table: TableName, name: string | undefined): Demand[] {
  const parts = reader.parentheses()?.reader.list((part) => readIndexPart(part));
  if (parts === undefined) {
    return [];
  }
  const columns = parts.map(({ column }) => column).filter((column) => column !== undefined);
  return [
    ...columns.map((column): Demand => ({ kind: 'notNull', table, column })),
    {
      kind: 'unique',
      table,
      name,
      what: 'primary key',
      parts: parts.map(({ sql }) => sql),
      where: undefined,
      nullsDistinct: true,
    },
  ];
}

function readUnique(reader: StatementReader, table: TableName, name: string | undefined): Demand[] {
  const nullsDistinct = readNullsDistinct(reader);
  const parts = reader.parentheses()?.reader.list((part) => readIndexPart(part)?.sql);
  return parts === undefined
    ? []
    : [{ kind: 'unique', table, name, what: 'constraint', parts, where: undefined, nullsDistinct }];
}

/** Reads PostgreSQL's `nulls [not] distinct`. */
export function readNullsDistinct(reader: StatementReader): boolean {
  const isDistinct = !reader.words('nulls', 'not', 'distinct');
  reader.words('nulls', 'distinct');
  return isDistinct;
}

/** Whether the rest says that PostgreSQL does not look at the rows yet. */
function isDeferredCheck(reader: StatementReader): boolean {
  const words = reader.rest().map(({ value }) => value);
  return words.some((word, index) => word === 'not' && words[index + 1] === 'valid');
}
