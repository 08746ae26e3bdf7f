import type { Column } from '../model/schema.ts';
import type { SchemaDiff } from './schema-diff.ts';

/** The columns whose type changes, each with its table and its new type. */
export function retypedColumns({ tables }: SchemaDiff): { table: string; column: Column }[] {
  return tables.altered.flatMap(({ to, columns }) =>
    columns.altered
      .filter((change) => change.from.type !== change.to.type)
      .map((change) => ({ table: to.name, column: change.to })),
  );
}
