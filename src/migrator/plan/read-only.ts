import type { Execute } from '../run/execute.ts';
import type { MigrationDatabase } from '../run/migration-database.ts';

/**
 * Runs `body` where nothing can be changed: on PostgreSQL in a transaction that is read only, on SQLite on a connection
 * that is (manual, "PRAGMA query_only").
 */
export async function readOnly<T>(
  { driver, dialect }: Pick<MigrationDatabase, 'driver' | 'dialect'>,
  body: (execute: Execute) => Promise<T>,
): Promise<T> {
  const connection = driver.getConnection();
  if (dialect === 'sqlite') {
    await connection.execute('pragma query_only = on');
    try {
      return await body((sql) => connection.execute(sql));
    } finally {
      await connection.execute('pragma query_only = off');
    }
  }
  const transaction = await connection.begin({ readOnly: true });
  try {
    return await body((sql) => connection.execute(sql, [], 'all', transaction));
  } finally {
    await connection.rollback(transaction);
  }
}
