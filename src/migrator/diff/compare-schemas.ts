import type { Schema } from '../model/schema.ts';
import { compareTables } from './compare-tables.ts';
import { compareAltered } from './lists.ts';
import { applyRenames, makeRoom } from './renames/apply-renames.ts';
import { inSequence } from './renames/order.ts';
import { NO_RENAMES, type Renames } from './renames/renames.ts';
import type { SchemaDiff, TableDiff } from './schema-diff.ts';
import { compareViews } from './views.ts';

/**
 * What leads from one schema to another.
 *
 * @param renames What was renamed; without, a renamed table or column is dropped and added.
 */
export function compareSchemas(before: Schema, to: Schema, renames: Renames = NO_RENAMES): SchemaDiff {
  const previousName = (name: string) => renames.tables.find((rename) => rename.to === name)?.from ?? name;
  const dropped = before.tables.filter(
    ({ name }) =>
      !renames.tables.some((rename) => rename.from === name) &&
      !to.tables.some((table) => previousName(table.name) === name),
  );
  const roomy = makeRoom(before, renames, dropped);
  const from = applyRenames(before, roomy);
  const tables = {
    added: to.tables.filter(({ name }) => !from.tables.some((table) => table.name === name)),
    dropped,
    renamed: inSequence(renames.tables),
    altered: to.tables.flatMap((table): TableDiff[] => {
      const state = from.tables.find(({ name }) => name === table.name);
      const renamed = inSequence(roomy.columns.filter((rename) => rename.table === table.name));
      const diff = state && compareTables(state, table, renamed, previousName(table.name));
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
    views: compareViews(before, to, tables),
  };
}
