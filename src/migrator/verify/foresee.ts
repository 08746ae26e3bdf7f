import type { ForeignKey, Schema, Table } from '../model/schema.ts';

/**
 * A schema with the foreign keys that it is going to have, as far as their columns are there: a column that refers to
 * something comes before its foreign key where a change is cut into several migrations, and no application fills it
 * with what is not there.
 *
 * @param last The schema at the end of the history.
 */
export function foresee(schema: Schema, last: Schema): Schema {
  const tables = schema.tables.map((table) => {
    const later = last.tables.find(({ name }) => name === table.name)?.foreignKeys ?? [];
    const coming = later.filter((key) => !isThere(key, table) && canBe(key, table, schema));
    return coming.length === 0 ? table : { ...table, foreignKeys: [...table.foreignKeys, ...coming] };
  });
  return { ...schema, tables };
}

function isThere({ columns }: ForeignKey, { foreignKeys }: Table): boolean {
  return foreignKeys.some((key) => key.columns.join() === columns.join());
}

function canBe({ columns, referencedTable, referencedColumns }: ForeignKey, table: Table, schema: Schema) {
  const referenced = schema.tables.find(({ name }) => name === referencedTable);
  const has = (of: Table | undefined, names: readonly string[]) =>
    names.every((name) => of?.columns.some((column) => column.name === name));
  return has(table, columns) && has(referenced, referencedColumns);
}
