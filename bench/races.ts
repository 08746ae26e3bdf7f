import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseLocation } from '../src/config.ts';
import { openOrm } from '../src/database/orm.ts';
import { startPostgres } from '../src/migrator/rehearse/scratch/postgres-server.ts';
import { race } from './races/race.ts';

/**
 * `npm run races`: clients change, move, complete, tag, delete and restore the same few todos at once, for 30 seconds
 * on each database (or as many as the first argument says). Exits 1 when an update was lost, two todos stand at one
 * place, or anything failed with an error that a client cannot mend.
 */
const seconds = Number(process.argv[2] ?? 30);
const CLIENTS = 8;

const folder = await mkdtemp(join(tmpdir(), 'todo-races-'));
const postgres = await startPostgres();
const locations: DatabaseLocation[] = [
  { dialect: 'sqlite', path: join(folder, 'todo.db') },
  { dialect: 'postgresql', url: postgres.url },
];
try {
  for (const location of locations) {
    const orm = await openOrm(location, { migrations: { path: 'migrations', silent: true } });
    try {
      await orm.migrator.up();
      const { operations, violations } = await race(orm.em, seconds * 1000, CLIENTS);
      console.log(`${location.dialect}: ${CLIENTS} clients for ${seconds} s`);
      console.table(operations);
      if (location.dialect === 'postgresql') {
        const [row] = await orm.em.execute<{ deadlocks: string }[]>(
          'select deadlocks from pg_stat_database where datname = current_database()',
        );
        console.log(`${row?.deadlocks} deadlocks, each tried again`);
      }
      for (const violation of new Set(violations)) {
        console.log(`VIOLATION: ${violation}`);
      }
      console.log(`${violations.length} violations\n`);
      process.exitCode = violations.length > 0 ? 1 : process.exitCode;
    } finally {
      await orm.close(true);
    }
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
