import type { MigrationInfo, MigrationRow } from '@mikro-orm/core';
import type { Workbench } from './workbench.ts';

/** What is applied, in the order of application. Changes nothing: a missing history table is an empty history. */
export function readExecuted(workbench: Workbench, schema: string | undefined): Promise<MigrationRow[]> {
  return workbench.withHistory({ schema }, async (database, history) => {
    const { applied } = await database.connection((session) => history.read(session.execute));
    return applied.map(({ id, name, executedAt }) => ({ id, name, executed_at: executedAt }));
  });
}

/** What is not applied yet, in order. Changes nothing. */
export async function readPending(
  workbench: Workbench,
  schema: string | undefined,
): Promise<MigrationInfo[]> {
  const executed = new Set((await readExecuted(workbench, schema)).map(({ name }) => name));
  return workbench
    .findMigrations()
    .filter(({ name }) => !executed.has(name))
    .map(({ name, path }) => ({ name, path }));
}
