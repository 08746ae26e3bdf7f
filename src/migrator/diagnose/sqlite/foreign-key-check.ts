import { MigrationError } from '../../errors.ts';
import { quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { readErrorFacts } from '../error-facts.ts';
import { describeRefusal } from '../refusal.ts';
import { findOrphans } from '../rows/foreign-key.ts';
import { foreignKeyMismatch } from './foreign-key-mismatch.ts';
import { sqliteProbe } from './probe.ts';

/** Most foreign keys that one message describes. */
const MAX_DESCRIBED = 5;

/**
 * Checks every foreign key of an SQLite database, as must be done before the commit of a transaction that ran with
 * foreign keys off.
 *
 * @returns What is violated, with the rows, or undefined where nothing is.
 */
export async function checkForeignKeys(
  execute: Execute,
  migration: string,
): Promise<MigrationError | undefined> {
  const probe = sqliteProbe(execute);
  let violated: Record<string, unknown>[];
  try {
    violated = await execute('select distinct "table", "fkid" from pragma_foreign_key_check order by 1, 2');
  } catch (error) {
    const mismatch = await foreignKeyMismatch({ migration, error }, readErrorFacts(error), probe);
    return mismatch ?? Promise.reject(error);
  }
  const messages: string[] = [];
  for (const { table, fkid } of violated.slice(0, MAX_DESCRIBED)) {
    const columns = await execute(
      `select "table", "from", "to" from pragma_foreign_key_list(${quoteString(String(table))}) where "id" = ${Number(fkid)} order by "seq"`,
    );
    const referenced = columns.map(({ to }) => to).filter((name) => typeof name === 'string');
    const refusal = await findOrphans(probe, {
      kind: 'foreignKey',
      table: [String(table)],
      name: undefined,
      columns: columns.map(({ from }) => String(from)),
      referencedTable: [String(columns[0]?.table)],
      referencedColumns: referenced.length === 0 ? undefined : referenced,
    });
    messages.push(
      refusal === undefined
        ? `${migration} stopped: rows of "${table}" refer to rows of "${columns[0]?.table}" that do not exist.`
        : describeRefusal(migration, refusal),
    );
  }
  return messages.length === 0
    ? undefined
    : new MigrationError('FOREIGN_KEY_VIOLATION', messages.join('\n\n'));
}
