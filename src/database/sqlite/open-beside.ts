import Database from 'better-sqlite3';

/** Opens a file at `path` that holds nothing of the application's. No statement waits for others who have it. */
export function openBeside(path: string): Database {
  return new Database(path, { timeout: 0 });
}
