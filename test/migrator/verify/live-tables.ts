import type { Schema } from '../../../src/migrator/model/schema.ts';
import { emptySchema } from '../../../src/migrator/model/snapshot.ts';
import { inPassing, readLive } from '../../../src/migrator/rehearse/scratch/read-schema.ts';
import type { Execute } from '../../../src/migrator/run/execute.ts';
import type { TestDatabase } from '../../support/databases.ts';

/** A live database, and what the tests of `migration:verify` do with it. */
export interface LiveTables {
  /** Runs statements one after the other. */
  run(...statements: string[]): Promise<void>;
  schema(): Promise<Schema>;
  /** Runs `body` in a transaction that is rolled back. */
  inPassing<T>(body: (execute: Execute) => Promise<T>): Promise<T>;
}

/** An empty database with the tables that `statements` make. */
export async function liveTables(database: TestDatabase, ...statements: string[]): Promise<LiveTables> {
  const orm = await database.open(await database.create('empty'), { logger: () => undefined });
  const driver = orm.em.getDriver();
  const run = async (...all: string[]) => {
    for (const sql of all) {
      await driver.getConnection().execute(sql);
    }
  };
  await run(...statements);
  return {
    run,
    schema: () => readLive(driver, emptySchema(database.dialect)),
    inPassing: (body) => inPassing(driver, body),
  };
}
