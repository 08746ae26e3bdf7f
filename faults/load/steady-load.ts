import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, Ledger } from './ledger.ts';
import { type Mutation, nextMutation } from './mutations.ts';

/** What a steady load is. */
export interface LoadOptions {
  /** Where the next request goes: the address of an API process. Asked for each request. */
  target(): string;
  /** Mutations a second. */
  rate: number;
  /** A request without an answer by then has none, in milliseconds. */
  patienceMs: number;
  /**
   * For how long a request that got no answer is sent again: as clients may, whose ids are their own. By default it is
   * not.
   */
  againMs?: number;
}

/** With longer and longer pauses, each a bit different: else those who wait would run over a process that has just come back. */
const FIRST_PAUSE_MS = 100;
const MOST_PAUSE_MS = 2_000;

/** A load that goes on until it is stopped. */
export interface Load {
  ledger: Ledger;
  /** How many requests were sent again. */
  repeated(): number;
  /** Resolves with the time at which the first mutation that was sent at `since` or later was acknowledged. */
  acknowledgedSince(since: number, withinMs: number): Promise<number>;
  /** Sends no more, and resolves when every request has ended. */
  stop(): Promise<void>;
}

/**
 * Sends mutations, each when it is due and whatever became of those before: a client that waits for an answer before it
 * asks again would hide an outage.
 */
export function startLoad({ target, rate, patienceMs, againMs = 0 }: LoadOptions): Load {
  const ledger = new Ledger();
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let isStopped = false;
  let repeated = 0;

  const send = async (mutation: Mutation) => {
    const at = performance.now();
    ledger.begin(mutation.writes);
    let { answer, ids } = await ask(target(), mutation, patienceMs);
    for (let pause = FIRST_PAUSE_MS; answer.outcome === 'NO_ANSWER' && performance.now() - at < againMs; ) {
      await wait(pause * (0.5 + Math.random() / 2));
      pause = Math.min(MOST_PAUSE_MS, 2 * pause);
      repeated++;
      ({ answer, ids } = await ask(target(), mutation, patienceMs));
    }
    ledger.end(mutation.writes, { ...answer, at, ms: performance.now() - at }, ids);
  };
  const loop = async () => {
    for (let n = 0; !isStopped; n++) {
      await wait(Math.max(0, began + (n * 1000) / rate - performance.now()));
      const request = send(nextMutation(ledger));
      underWay.add(request);
      void request.finally(() => underWay.delete(request));
    }
  };
  const looping = loop();
  return {
    ledger,
    repeated: () => repeated,
    async acknowledgedSince(since, withinMs) {
      while (performance.now() - since < withinMs) {
        const found = ledger.answers.find(({ at, outcome }) => at >= since && outcome === 'OK');
        if (found !== undefined) {
          return found.at + found.ms;
        }
        await wait(20);
      }
      throw new Error(`No mutation was acknowledged within ${withinMs} ms.`);
    },
    async stop() {
      isStopped = true;
      await looping;
      await Promise.all(underWay);
    },
  };
}

async function ask(
  address: string,
  mutation: Mutation,
  patienceMs: number,
): Promise<{ answer: Answer; ids: string[] }> {
  const at = performance.now();
  const answered = (outcome: string, detail?: string, ids: string[] = []) => ({
    answer: { at, ms: performance.now() - at, outcome, detail },
    ids,
  });
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: mutation.query, variables: mutation.variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const { data, errors } = (await response.json()) as GraphqlAnswer;
    const code = errors?.[0]?.extensions?.code;
    if (code !== undefined) {
      return answered(code);
    }
    const ids = data == null ? undefined : mutation.acknowledged(data);
    return ids === undefined
      ? answered('WRONG', JSON.stringify({ data, errors }))
      : answered('OK', undefined, ids);
  } catch (error) {
    return answered('NO_ANSWER', String(error));
  }
}

interface GraphqlAnswer {
  data?: unknown;
  errors?: { extensions?: { code?: string } }[];
}
