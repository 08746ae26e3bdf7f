import { onBothDatabases } from '../processes/both-databases.ts';
import { race } from './races/race.ts';

/**
 * `npm run races`: clients change, move, complete, tag, delete and restore the same few todos at once, for 30 seconds
 * on each database (or as many as the first argument says). Exits 1 when an update was lost, two todos stand at one
 * place, or anything failed with an error that a client cannot mend.
 */
const seconds = Number(process.argv[2] ?? 30);
const CLIENTS = 8;

await onBothDatabases(async (orm, database) => {
  const { operations, violations } = await race(orm.em, seconds * 1000, CLIENTS);
  console.log(`${database}: ${CLIENTS} clients for ${seconds} s`);
  console.table(operations);
  if (database === 'PostgreSQL') {
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
});
