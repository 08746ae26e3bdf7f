import pino from 'pino';
import { onBothDatabases } from '../processes/both-databases.ts';
import { parseConfig } from '../src/config.ts';
import { schema } from '../src/server/schema.ts';
import { createServer } from '../src/server/server.ts';
import { fuzz } from './fuzz/fuzz.ts';

/**
 * `npm run fuzz`: operations made at random from the schema, for a minute on each database (or as many seconds as the first
 * argument says; the second is a seed). Exits 1 with the request and the seed when one got INTERNAL_SERVER_ERROR, or a rejection was not handled.
 */
const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 32);

await onBothDatabases(async (orm, database) => {
  const log = pino({ level: 'error' });
  const server = await createServer({
    orm,
    log,
    config: parseConfig({ RATE_LIMIT_PER_USER: '1000000000', RATE_LIMIT_PER_ADDRESS: '1000000000' }),
  });
  const tally = await fuzz({ server, schema, seed, ms: seconds * 1000 });
  await server.close();
  console.log(`${database}: ${seconds} s, seed ${seed}`);
  console.table(tally);
});
