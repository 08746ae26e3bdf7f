import { TestEnvironment } from 'jest-environment-node';
import { dropUnused, maintain } from './maintenance.ts';

declare global {
  /** In a file of tests: asks the tests' PostgreSQL for a database, over the one connection of the worker. */
  var maintainTestPostgres: ((statement: string) => Promise<unknown>) | undefined;
}

/** Where a file of tests runs: jest's environment for Node, whose PostgreSQL databases go with it. */
export default class DatabaseEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.maintainTestPostgres = maintain;
  }

  override async teardown(): Promise<void> {
    // Those of a whole run are more than the memory of a machine holds.
    await dropUnused();
    await super.teardown();
  }
}
