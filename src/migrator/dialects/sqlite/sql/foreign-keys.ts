import type { CreateTable, Reference } from './create-table.ts';

/** A foreign key of a table, however it is written. */
export interface ForeignKeyClause {
  name?: string;
  columns: string[];
  reference: Reference;
}

/** The foreign keys of a table, those behind a column included. */
export function foreignKeysOf({ columns, constraints }: CreateTable): ForeignKeyClause[] {
  return [
    ...columns.flatMap((column) =>
      column.constraints.flatMap((constraint) =>
        constraint.kind === 'references'
          ? [{ name: constraint.name, columns: [column.name], reference: constraint.reference }]
          : [],
      ),
    ),
    ...constraints.filter((constraint) => constraint.kind === 'foreign key'),
  ];
}
