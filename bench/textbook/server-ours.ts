/** The product's own server, without a log. */
import pino from 'pino';
import { parseConfig } from '../../src/config.ts';
import { openOrm } from '../../src/database/orm.ts';
import { createServer } from '../../src/server/server.ts';
import { givenLocation, tell } from './serving.ts';

const server = await createServer({
  orm: await openOrm(givenLocation()),
  log: pino({ level: 'silent' }),
  config: parseConfig({
    EXPLORER: 'false',
    // Counted, but never refused.
    RATE_LIMIT_PER_USER: '1000000000',
    RATE_LIMIT_PER_ADDRESS: '1000000000',
  }),
});
tell(`${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
