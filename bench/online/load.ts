import { setTimeout as wait } from 'node:timers/promises';
import type { Sample } from './latency.ts';
import type { Operation, Operations } from './operations.ts';

/** A request that has no answer by then has failed, in milliseconds from when it was due. */
export const DEADLINE_MS = 10_000;

interface GraphqlError {
  message: string;
  extensions?: { code?: string };
}

/** Requests that go on until they are stopped. */
export interface Load {
  /** What has ended so far, in no order. */
  samples: readonly Sample[];
  /** How much later than it was due a request was sent at worst, in milliseconds: how busy this machine was. */
  late(): number;
  /** Sends no more, and resolves when every request has ended. */
  stop(): Promise<void>;
}

/**
 * Sends `rate` requests a second to `url`, each when it is due and whatever became of those before: an open loop. A
 * client that waits for an answer before it asks again would send fewer requests to a server that stalls, and measure
 * the stall once instead of once per request that it delays ("coordinated omission").
 */
export function startLoad(url: string, rate: number, operations: Operations): Load {
  const samples: Sample[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let stopped = false;
  let late = 0;

  const send = async (operation: Operation, due: number): Promise<void> => {
    const failure = await ask(url, operation, due);
    samples.push({ operation: operation.name, due, ended: performance.now(), failure });
  };

  const loop = async () => {
    for (let n = 0; !stopped; n++) {
      const due = began + (n * 1000) / rate;
      // Also where it is late: answers are to be read meanwhile.
      await wait(Math.max(0, due - performance.now()));
      late = Math.max(late, performance.now() - due);
      const request = send(operations.next(), due);
      underWay.add(request);
      void request.finally(() => underWay.delete(request));
    }
  };
  const looping = loop();
  return {
    samples,
    late: () => late,
    async stop() {
      stopped = true;
      await looping;
      await Promise.all(underWay);
    },
  };
}

/** Sends `count` requests, each when the one before it is answered: an API that has just started compiles its code first. */
export async function warm(url: string, count: number, operations: Operations): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let n = 0; n < count; n++) {
    const operation = operations.next();
    const due = performance.now();
    const failure = await ask(url, operation, due);
    samples.push({ operation: operation.name, due, ended: performance.now(), failure });
  }
  return samples;
}

/** Sends one request and looks at every part of its answer. Returns what is wrong with it. */
async function ask(url: string, operation: Operation, due: number): Promise<string | undefined> {
  const { query, variables, read } = operation;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(Math.max(0, Math.ceil(due + DEADLINE_MS - performance.now()))),
    });
    const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: GraphqlError[] };
    if (response.status !== 200 || errors.length > 0) {
      const said = errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`);
      return `HTTP ${response.status} ${said.join(' ')}`;
    }
    return read(data);
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? `no answer within ${DEADLINE_MS / 1000} s`
      : String(error instanceof Error ? (error.cause ?? error) : error);
  }
}
