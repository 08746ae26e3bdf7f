import { byName } from '../../../model/order.ts';
import { quoteColumn } from '../../../model/quote.ts';
import type { Schema } from '../../../model/schema.ts';
import type { Execute } from '../../../run/execute.ts';
import { type CatalogEntry, readCatalog } from './catalog.ts';
import { describeColumns } from './columns.ts';
import { describeConstraints } from './constraints.ts';
import { readDefinitions } from './definitions.ts';
import { describeIndex, describeUniqueConstraints } from './indexes.ts';
import { describeView } from './view.ts';

/**
 * Reads a live SQLite database, as it stands in its main schema. Every fragment of SQL is the text that the database
 * holds, without the white space around it. Never throws for what a valid database holds: what has no place in the
 * model, such as a virtual table, is left out.
 *
 * What is equal in meaning need not be equal in text: compare the result with that of a database built from a snapshot,
 * read in the same way.
 */
export async function introspectSqlite(execute: Execute): Promise<Schema> {
  const catalog = await readCatalog(execute);
  const of = (type: CatalogEntry['type'], table?: string) =>
    catalog.filter((entry) => entry.type === type && (table === undefined || entry.table === table));
  const definitions = await readDefinitions(execute, of('table'));
  return {
    dialect: 'sqlite',
    namespaces: [],
    enums: [],
    tables: definitions
      .map((definition) => ({
        name: definition.name,
        columns: describeColumns(definition),
        ...describeConstraints(definition, definitions),
        indexes: [
          ...of('index', definition.name).map(describeIndex),
          ...describeUniqueConstraints(definition),
        ].sort(byName),
        triggers: describeTriggers(of('trigger', definition.name)),
      }))
      .sort(byName),
    views: of('view').map(describeView).sort(byName),
  };
}

function describeTriggers(entries: readonly CatalogEntry[]) {
  return entries
    .map(({ name, sql }) => ({ name, statements: [sql], drop: [`drop trigger ${quoteColumn(name)}`] }))
    .sort(byName);
}
