import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DatabaseLocation } from '../src/config.ts';
import type { Said, Told } from './server-process.ts';

/** A server in a process of its own, as strangers meet it. */
export interface AbusedServer {
  /** `http://127.0.0.1:4000` */
  address: string;
  /** The processor time of all its threads since it started, in milliseconds. */
  cpuMs(): Promise<number>;
  /** Whether it has not ended. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Starts a server over the database at `location`, configured by `variables`, on a port that the system picks. */
export async function startServer(
  location: DatabaseLocation,
  variables: Record<string, string>,
): Promise<AbusedServer> {
  const told: Told = { location, variables };
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [JSON.stringify(told)], {
    execArgv: ['--max-semi-space-size=8'],
  });
  const next = async () => (await once(child, 'message'))[0] as Said;
  const first = await Promise.race([next(), once(child, 'exit')]);
  if (!('address' in first)) {
    throw new Error('The server ended before it listened.');
  }
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    address: first.address,
    isAlive,
    async cpuMs() {
      child.send('cpu');
      const said = await next();
      return 'cpuMs' in said ? said.cpuMs : Number.NaN;
    },
    async stop() {
      if (isAlive()) {
        child.disconnect();
        await once(child, 'exit');
      }
    },
  };
}
