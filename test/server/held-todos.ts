import type { Dialect } from '../../src/database/dialect.ts';
import type { Orm } from '../../src/database/orm.ts';

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
