import { Configuration } from '@mikro-orm/core';
import { SqliteDriver } from '@mikro-orm/sqlite';

/** The part of better-sqlite3 that is used on a file beside the database (it brings no types). */
export interface FileBeside {
  exec(sql: string): void;
  prepare(sql: string): { get(): unknown; run(value: string): unknown };
  close(): void;
}

/** Opens a file at `path` that holds nothing of the application's. No statement waits for others who have it. */
export async function openBeside(path: string): Promise<FileBeside> {
  const options = { driver: SqliteDriver, dbName: path, driverOptions: { timeout: 0 } };
  const connection = new Configuration(options, false).getDriver().getConnection() as SqliteConnection;
  return (await connection.getNativeClient()) as unknown as FileBeside;
}

type SqliteConnection = ReturnType<SqliteDriver['getConnection']>;
