import { isDeepStrictEqual } from 'node:util';
import type { DatabaseLocation } from '../../src/config.ts';
import type { Contest } from './contests.ts';
import { ask, load, type Operation } from './load.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** How long a measurement is: rounds, and seconds of the server's processor time before the first and in each. */
export interface Effort {
  warmUp: number;
  rounds: number;
  round: number;
}

/** Requests in a second of the server's processor time. */
export interface Outcome {
  ours: number;
  other: number;
  /** The median of the ratios of each round, which is not that of the medians. */
  ratio: number;
}

/**
 * Asks both servers of `contest` in turn, in short rounds, so that whatever else the machine does meets both.
 *
 * @throws Error where they do not answer the same.
 */
export async function measure(
  contest: Contest,
  location: DatabaseLocation,
  effort: Effort,
): Promise<Outcome> {
  const { operation, other, alike } = contest;
  const servers = [await startServer('server-ours', location), await startServer(other, location)] as const;
  try {
    if (alike !== undefined) {
      const [one, two] = await Promise.all(
        servers.map(async ({ url }) => alike(await ask(url, operation, 0))),
      );
      if (!isDeepStrictEqual(one, two)) {
        throw new Error(`Not the same: ${JSON.stringify(one)} and ${JSON.stringify(two)}`);
      }
    }
    // What has just started compiles its code first.
    for (const server of servers) {
      await perCpuSecond(server, operation, effort.warmUp);
    }
    const rounds: { ours: number; other: number }[] = [];
    for (let n = 0; n < effort.rounds; n++) {
      rounds.push({
        ours: await perCpuSecond(servers[0], operation, effort.round),
        other: await perCpuSecond(servers[1], operation, effort.round),
      });
    }
    return {
      ours: median(rounds.map((round) => round.ours)),
      other: median(rounds.map((round) => round.other)),
      ratio: median(rounds.map((round) => round.ours / round.other)),
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Requests that are sent before the server is asked what they have cost. */
const BATCH = 100;

/** Sends requests until `server` has taken `seconds` of processor time. Returns how many it answered in one. */
async function perCpuSecond(server: ServerProcess, operation: Operation, seconds: number): Promise<number> {
  const began = await server.cpuSeconds();
  let answered = 0;
  let taken = 0;
  while (taken < seconds) {
    await load(server.url, operation, answered, BATCH);
    answered += BATCH;
    taken = (await server.cpuSeconds()) - began;
  }
  return answered / taken;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
