import { rm } from 'node:fs/promises';
import { dropTestDatabases } from './templates.ts';

/** Deletes what the run created: its PostgreSQL, or on a server that was given the databases of this run. */
export default async function teardown(): Promise<void> {
  const services = globalThis.testServices;
  if (services === undefined) {
    return;
  }
  if (services.postgres === undefined) {
    await dropTestDatabases();
  } else {
    await services.postgres.stop();
  }
  await rm(services.folder, { recursive: true, force: true });
}
