/** The product's own server, without a log. */
import pino from 'pino';
import { parseConfig } from '../../src/config.ts';
import { openOrm } from '../../src/database/orm.ts';
import { createServer } from '../../src/server/server.ts';
import { givenLocation, tell } from './serving.ts';

const server = await createServer({
  orm: await openOrm(givenLocation()),
  log: pino({ level: 'silent' }),
  config: parseConfig({ EXPLORER: 'false' }),
});
tell(`${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
