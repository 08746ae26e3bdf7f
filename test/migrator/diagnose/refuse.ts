import type { Orm } from '../../../src/database/orm.ts';
import { diagnose, type Execute } from '../../../src/migrator/diagnose/index.ts';
import type { Dialect } from '../../../src/migrator/model/schema.ts';

class Undo extends Error {}

/**
 * Runs `setup` and then `sql`, which must fail, as the migration `M1` does, and undoes everything.
 *
 * @returns The diagnosis, `CODE: message`, or undefined where there is none.
 */
export async function refuse(
  orm: Orm,
  dialect: Dialect,
  setup: readonly string[],
  sql: string,
): Promise<string | undefined> {
  const connection = orm.em.getConnection();
  let diagnosis: string | undefined;
  const work = connection.transactional(async (transaction) => {
    const execute: Execute = (text) => connection.execute(text, [], 'all', transaction);
    for (const statement of setup) {
      await execute(statement);
    }
    await execute('savepoint "statement"');
    const error: unknown = await execute(sql).then(
      () => new Undo(`This was to fail: ${sql}`),
      (reason: unknown) => reason,
    );
    if (error instanceof Undo) {
      throw new Error(error.message);
    }
    if (dialect === 'postgresql') {
      await execute('rollback to savepoint "statement"');
    }
    const refusal = await diagnose({ dialect, execute, sql, error, migration: 'M1' });
    diagnosis = refusal && `${refusal.code}: ${refusal.message}`;
    // The transaction still takes statements, and the diagnosis left nothing behind.
    await execute('select 1');
    throw new Undo();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undo)) {
      throw error;
    }
  });
  return diagnosis;
}
