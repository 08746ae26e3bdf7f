import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** The arguments of `node` in `npm start`. */
const [, ...START] = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start.split(' ');

/** The product, running as `npm start` runs it. */
export interface ApiProcess {
  /** Where it answers GraphQL. */
  url: string;
  /** The last lines that it wrote to its log: why a request failed. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the product on a port of 127.0.0.1 that the system picks, and waits until it listens. */
export async function startApi(databaseUrl: string): Promise<ApiProcess> {
  const child = spawn(process.execPath, START, {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      // As in production, but for one person on this machine, who has no token.
      NODE_ENV: 'development',
      EXPLORER: 'false',
      LOG_LEVEL: 'error',
      // One client makes the load of many.
      RATE_LIMIT_PER_USER: '1000000000',
      RATE_LIMIT_PER_ADDRESS: '1000000000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // It is not to outlive a run that fails or is interrupted.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000);
      const url = /ready at (\S+)/.exec(output)?.[1];
      if (url !== undefined) {
        ready.resolve(url);
      }
    });
  }
  child.once('exit', (code) => ready.reject(new Error(`The API ended with ${code}:\n${output}`)));
  return {
    url: await ready.promise,
    log: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      process.off('exit', kill);
    },
  };
}
