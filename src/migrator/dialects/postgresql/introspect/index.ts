import { byName } from '../../../model/order.ts';
import { quoteColumn, quoteString } from '../../../model/quote.ts';
import type { Schema } from '../../../model/schema.ts';
import type { Execute } from '../../../run/execute.ts';
import { type Namespaces, openCatalog } from './catalog.ts';
import { readColumns } from './columns.ts';
import { readConstraints } from './constraints.ts';
import { readEnums } from './enums.ts';
import { readIndexes } from './indexes.ts';
import { readTables } from './tables.ts';
import { readTriggers } from './triggers.ts';
import { readViews } from './views.ts';

export type { Namespaces } from './catalog.ts';

/**
 * Reads a live PostgreSQL schema. Expressions come in PostgreSQL's own words, which are never those of a migration:
 * compare the result with that of `introspectExpected`, not with a snapshot.
 *
 * @param execute Runs inside a transaction: the search path is set for it, because it decides which names PostgreSQL
 *   qualifies.
 * @param path What the search path holds behind the default schema: where the types and functions of extensions are.
 */
export async function introspectPostgresql(
  execute: Execute,
  namespaces: Namespaces,
  path: readonly string[] = [],
): Promise<Schema> {
  await setSearchPath(execute, [namespaces.default, ...path]);
  const catalog = openCatalog(execute, namespaces);
  const parts = {
    columns: await readColumns(catalog),
    constraints: await readConstraints(catalog),
    indexes: await readIndexes(catalog),
    triggers: await readTriggers(catalog),
  };
  return {
    dialect: 'postgresql',
    namespaces: [...namespaces.others].sort(),
    enums: (await readEnums(catalog)).sort(byName),
    tables: (await readTables(catalog, parts)).sort(byName),
    views: (await readViews(catalog, parts.indexes)).sort(byName),
  };
}

/** Sets the search path of the transaction. */
export async function setSearchPath(execute: Execute, namespaces: readonly string[]): Promise<void> {
  const path = [...new Set(namespaces)].map(quoteColumn).join(', ');
  await execute(`select set_config('search_path', ${quoteString(path)}, true)`);
}
