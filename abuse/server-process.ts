/** The product's own server, in a process that says how much processor time it has taken. */
import pino from 'pino';
import { type DatabaseLocation, parseConfig } from '../src/config.ts';
import { openOrm } from '../src/database/orm.ts';
import { createServer } from '../src/server/server.ts';

/** What the parent says in `process.argv`. */
export interface Told {
  location: DatabaseLocation;
  variables: Record<string, string>;
}

/** What it is answered: once where the server listens, then milliseconds of processor time as often as it asks. */
export type Said = { address: string } | { cpuMs: number };

const { location, variables } = JSON.parse(process.argv[2] ?? '') as Told;
const say = (said: Said) => process.send?.(said);
const server = await createServer({
  orm: await openOrm(location),
  log: pino({ level: 'fatal' }),
  config: parseConfig(variables),
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  say({ cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
say({ address: await server.listen({ host: '127.0.0.1', port: 0 }) });
