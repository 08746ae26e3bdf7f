import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/config.ts';
import type { Said } from './serving.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  /** Where it answers GraphQL. */
  url: string;
  /** The processor time that the process has taken since it started, in seconds: of all its threads, user and system. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** The flags of `node` in `npm start`. */
const OURS = ['--max-semi-space-size=8'];

/** Starts the module `name` of this folder over the database at `location`: the product as `npm start` does, the textbook as it comes. */
export async function startServer(name: string, location: DatabaseLocation): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, `${name}.ts`), {
    execArgv: [
      ...(name === 'server-textbook' ? [] : OURS),
      ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []),
    ],
    env: { ...process.env, NODE_ENV: 'production', BENCH_LOCATION: JSON.stringify(location) },
  });
  const first = await nextOf(child, name);
  if (!('url' in first)) {
    throw new Error(`${name} did not say where it listens.`);
  }
  return {
    url: first.url,
    async cpuSeconds() {
      child.send('cpu');
      const said = await nextOf(child, name);
      return 'cpuSeconds' in said ? said.cpuSeconds : Number.NaN;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.disconnect();
        await once(child, 'exit');
      }
    },
  };
}

/** The next thing that `child` says. */
async function nextOf(child: ChildProcess, name: string): Promise<Said> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', ended).then(([said]) => said as Said),
      once(child, 'exit', ended).then(([code]) => {
        throw new Error(`${name} ended with ${code}.`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}
