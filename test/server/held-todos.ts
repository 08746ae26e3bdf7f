import type { Dialect } from '../../src/database/dialect.ts';
import type { Orm } from '../../src/database/orm.ts';
import { until } from '../support/until.ts';

/**
 * Holds what every statement on todos waits for: their table, or the one connection of SQLite.
 *
 * @returns What lets go.
 */
export async function holdTodos(orm: Orm, dialect: Dialect): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = orm.em.fork().transactional(async (em) => {
    if (dialect === 'postgresql') {
      await em.execute('lock table todos in access exclusive mode');
    }
    held.resolve();
    await released.promise;
  });
  await held.promise;
  return async () => {
    released.resolve();
    await holding;
  };
}

/** Resolves once so many statements wait for what is held. On SQLite there is nobody to ask: at once. */
export async function untilWaiting(orm: Orm, dialect: Dialect, count: number): Promise<void> {
  if (dialect === 'sqlite') {
    return;
  }
  const waiting = `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await until(async () => {
    const [row] = await orm.em.fork().execute<{ count: number }[]>(waiting);
    return row?.count === count;
  });
}
