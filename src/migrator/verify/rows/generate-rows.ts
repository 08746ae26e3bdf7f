import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Schema } from '../../model/schema.ts';
import type { Execute } from '../../run/execute.ts';
import { assignments, fillTable } from './fill-table.ts';
import type { Filling } from './filling.ts';
import type { FilledTable, GenerateOptions } from './options.ts';
import { openPromises } from './promises.ts';
import { readKeys } from './references.ts';
import { attempt } from './savepoint.ts';
import { inOrderOfReference, isNullable, nullableColumns } from './table-order.ts';

/**
 * Puts generated rows into the tables of a scratch database, those that are referred to first.
 *
 * @param execute Runs on one session, inside a transaction that the caller commits.
 * @param schema The schema of that database as `readLive` reads it.
 * @returns What became of each table, in the order in which they were filled.
 */
export async function generateRows(
  execute: Execute,
  schema: Schema,
  options: GenerateOptions,
): Promise<FilledTable[]> {
  let filled: FilledTable[] = [];
  for (const mayPromise of [true, false]) {
    const failed = await attempt(execute, 'generated_rows', async () => {
      filled = await fillAll(execute, schema, options, mayPromise);
    });
    if (failed === undefined) {
      break;
    }
    if (!mayPromise) {
      throw failed.error;
    }
  }
  return filled;
}

/** @throws where keys were promised that no row got. */
async function fillAll(
  execute: Execute,
  schema: Schema,
  options: GenerateOptions,
  mayPromise: boolean,
): Promise<FilledTable[]> {
  const promises = openPromises(execute, schema.dialect);
  const filling: Filling = { execute, schema, options, promises, mayPromise };
  const filled: FilledTable[] = [];
  for (const table of inOrderOfReference(schema.tables)) {
    if (options.only === undefined || options.only.includes(table.name)) {
      filled.push(await fillTable(filling, table));
    }
  }
  await closeCircles(filling);
  if (!(await promises.areKept())) {
    throw new Error('Keys that rows refer to could not be made.');
  }
  return filled;
}

/** Lets rows refer to what was not there yet when they were made. */
async function closeCircles({ execute, schema, options }: Filling): Promise<void> {
  const order = inOrderOfReference(schema.tables).map(({ name }) => name);
  for (const table of schema.tables.filter(({ name }) => options.only?.includes(name) ?? true)) {
    for (const key of table.foreignKeys.filter((candidate) => isNullable(table, candidate))) {
      const isLate = order.indexOf(key.referencedTable) > order.indexOf(table.name);
      const isOwn = key.referencedTable === table.name && options.profile === 'plain';
      const [first] = isLate || isOwn ? await readKeys(execute, schema.dialect, key) : [];
      if (first !== undefined) {
        const isNull = nullableColumns(table, key).map((column) => `${quoteColumn(column)} is null`);
        const sql = `update ${quoteName(table.name)} set ${assignments(key.columns, first)} where ${isNull.join(' or ')}`;
        // A unique key, say, lets in no more than one: then they stay null.
        await attempt(execute, 'generated_reference', () => execute(sql));
      }
    }
  }
}
