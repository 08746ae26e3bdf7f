import type { Schema } from '../model/schema.ts';
import { compareTables } from './compare-tables.ts';
import { compareAltered } from './lists.ts';
import type { SchemaDiff, TableDiff } from './schema-diff.ts';
import { compareViews } from './views.ts';

/** What leads from `from` to `to`. */
export function compareSchemas(from: Schema, to: Schema): SchemaDiff {
  const tables = {
    added: to.tables.filter(({ name }) => !from.tables.some((table) => table.name === name)),
    dropped: from.tables.filter(({ name }) => !to.tables.some((table) => table.name === name)),
    renamed: [],
    altered: to.tables.flatMap((table): TableDiff[] => {
      const before = from.tables.find(({ name }) => name === table.name);
      const diff = before && compareTables(before, table, []);
      return diff === undefined ? [] : [diff];
    }),
  };
  return {
    dialect: to.dialect,
    from,
    to,
    namespaces: {
      added: to.namespaces.filter((name) => !from.namespaces.includes(name)),
      dropped: from.namespaces.filter((name) => !to.namespaces.includes(name)),
    },
    enums: compareAltered(from.enums, to.enums),
    tables,
    views: compareViews(from, to, tables.altered),
  };
}
