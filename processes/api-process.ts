import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START } from './start-command.ts';

/** The product, running as `npm start` runs it. */
export interface ApiProcess {
  /** Where it answers: `http://127.0.0.1:<port>`. */
  address: string;
  pid: number;
  /** Its last lines, of both outputs. */
  output(): string;
  /** How it ended, once it has. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Sends a signal, and resolves when the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** One client makes the load of many. */
const WITHOUT_RATE_LIMITS = { RATE_LIMIT_PER_USER: '1000000000', RATE_LIMIT_PER_ADDRESS: '1000000000' };

/** How much of the output is kept, in characters. */
const KEPT = 200_000;

/**
 * Starts the product with `env` and nothing else of this process's environment, in an empty folder (where no `.env` is),
 * and waits until it listens. PORT is one that the system picks, unless `env` says which.
 *
 * @param through A command that becomes the one that follows it, in the same process.
 */
export async function startApi(
  env: Record<string, string>,
  through: readonly string[] = [],
): Promise<ApiProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'todo-process-'));
  const [command = '', ...args] = [...through, process.execPath, ...START];
  const child = spawn(command, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      ...WITHOUT_RATE_LIMITS,
      ...env,
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
      output = (output + chunk.toString()).slice(-KEPT);
      const address = /ready at (http:\/\/\S+)\/graphql/.exec(output)?.[1];
      if (address !== undefined) {
        ready.resolve(address);
      }
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
    ready.reject(new Error(`The API ended with ${code ?? signal}:\n${output}`));
    return { code, signal };
  });
  return {
    address: await ready.promise,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
