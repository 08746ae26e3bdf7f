import { expect } from '@jest/globals';
import { MigrationError, type MigrationErrorCode } from '../../../../src/migrator/errors.ts';
import type { LiveDatabase } from './live-database.ts';

/** Expects a rebuild to be refused with nothing changed, and gives the sentence. */
export async function expectRefused(
  database: LiveDatabase,
  code: MigrationErrorCode,
  table: string,
  ...changes: string[]
): Promise<string> {
  const before = await database.dump();
  const error = await database.rebuildOnly(table, ...changes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(await database.dump()).toEqual(before);
  expect(error).toBeInstanceOf(MigrationError);
  if (!(error instanceof MigrationError)) {
    throw error;
  }
  expect(error.code).toBe(code);
  return error.message;
}
