import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Command, Report } from './messages.ts';

/** Subscribers in a process of their own. */
export interface Subscribers {
  /** Resolves when the command is done. */
  tell(command: Command): Promise<Report>;
  end(): void;
}

/**
 * Starts so many readers of the list. Each command, and the start, ends only while events come: a socket is known to be
 * subscribed by its first one.
 */
export async function startSubscribers(
  address: string,
  listId: string,
  readers: number,
): Promise<Subscribers> {
  const child = fork(
    join(import.meta.dirname, 'process.ts'),
    [`${address}/graphql`, listId, String(readers)],
    {
      execArgv: [],
    },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', kill);
    throw new Error(`The process of the subscribers ended with ${code ?? signal}.`);
  });
  ended.catch(() => {});
  const next = async () => {
    const [report] = await Promise.race([once(child, 'message'), ended]);
    return report as Report;
  };
  await next();
  return {
    tell(command) {
      const report = next();
      child.send(command);
      return report;
    },
    end: kill,
  };
}
