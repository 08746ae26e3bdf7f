import type { Migration } from '@mikro-orm/migrations';
import type { RunContext } from './context.ts';
import type { Ledger, Session } from './migration-database.ts';
import type { MigrationClass } from './migration-file.ts';

/**
 * A new instance of a migration whose queries belong to `session`.
 *
 * @param ledger Follows the tables that the migration's own code changes.
 */
export function createInstance(
  { database, interrupt }: RunContext,
  migration: MigrationClass,
  session: Session,
  ledger: Ledger,
): Migration {
  const instance = new migration(database.driver, database.driver.config);
  if (session.context !== undefined) {
    instance.setTransactionContext(session.context);
  }
  const execute = instance.execute.bind(instance);
  instance.execute = async (query, params) => {
    interrupt.check();
    const text = typeof query === 'string' ? query : 'a query of its own code';
    const rows = await session.guard(text, () => execute(query, params));
    if (typeof query === 'string' && /^\s*(alter|create|drop)\b/i.test(query)) {
      await ledger.observe({ kind: 'sql', sql: query });
    }
    return rows;
  };
  return instance;
}
