import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type DatabaseLocation, parseConfig } from '../src/config.ts';
import { openOrm } from '../src/database/orm.ts';
import { startPostgres } from '../src/migrator/rehearse/scratch/postgres-server.ts';
import { schema } from '../src/server/schema.ts';
import { createServer } from '../src/server/server.ts';
import { fuzz } from './fuzz/fuzz.ts';

/**
 * `npm run fuzz`: operations made at random from the schema, for a minute on each database (or as many seconds as the first
 * argument says; the second is a seed). Exits 1 with the request and the seed when one got INTERNAL_SERVER_ERROR, or a rejection was not handled.
 */
const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 32);

const folder = await mkdtemp(join(tmpdir(), 'todo-fuzz-'));
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
      const log = pino({ level: 'error' });
      const server = await createServer({
        orm,
        log,
        config: parseConfig({ RATE_LIMIT_PER_USER: '1000000000', RATE_LIMIT_PER_ADDRESS: '1000000000' }),
      });
      const tally = await fuzz({ server, schema, seed, ms: seconds * 1000 });
      await server.close();
      console.log(`${location.dialect}: ${seconds} s, seed ${seed}`);
      console.table(tally);
    } finally {
      await orm.close(true);
    }
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
