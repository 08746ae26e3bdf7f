import { setTimeout as wait } from 'node:timers/promises';
import { type ApiProcess, startApi } from '../../processes/api-process.ts';
import { onBoth, type Scenario, type Seen } from '../scenario.ts';
import { type Dialect, startDatabase } from '../servers/database.ts';
import { residentMegabytes } from '../servers/memory.ts';
import { titleOf } from '../subscribers/messages.ts';
import { type Subscribers, startSubscribers } from '../subscribers/subscribers.ts';

/** How many, how often; times in milliseconds. */
export interface SilentSubscribersOptions {
  dialect: Dialect;
  readers: number;
  silent: number;
  /** How often so many fall silent, and are closed. */
  rounds: number;
  /** Events a second that every reader is to get. */
  rate: number;
  /** How long a round takes at least. */
  roundMs: number;
  /** How much more memory the server may have in the last rounds than after the first ones, in megabytes. */
  growthMegabytes: number;
}

/** More than the server keeps for one subscriber (1,000) and the system's buffers take, of 20 kB each. */
const BURST = 1_500;
const DESCRIPTION = 'x'.repeat(1_000);

/** Subscribers of whom some never read: each round these are closed, and as many others come. */
export async function silentSubscribers(options: SilentSubscribersOptions): Promise<Seen> {
  const database = await startDatabase(options.dialect);
  const api = await startApi({
    DATABASE_URL: database.url,
    SOCKETS_MAX_PER_USER: '10000',
    SOCKETS_MAX_PER_ADDRESS: '10000',
  });
  const ended = api.ended.then(({ code, signal }) => {
    throw new Error(`The API ended with ${code ?? signal}: ${api.output().slice(-2_000)}`);
  });
  try {
    return await Promise.race([ended, serve(api, options)]);
  } finally {
    ended.catch(() => {});
    await api.end('SIGKILL');
    await database.stop();
  }
}

async function serve(api: ApiProcess, options: SilentSubscribersOptions): Promise<Seen> {
  const { readers, silent, rounds, rate, roundMs, growthMegabytes } = options;
  const listId = (await ask(api, CREATE_LIST, { input: { name: 'Read' } })).createList.list.id;
  const writer = write(api, listId, 1000 / rate);
  let subscribers: Subscribers | undefined;
  try {
    subscribers = await startSubscribers(api.address, listId, readers);
    writer.count();
    const memory: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const until = performance.now() + roundMs;
      await subscribers.tell({ do: 'fall silent', count: silent });
      await burst(api);
      await subscribers.tell({ do: 'look up' });
      await wait(Math.max(0, until - performance.now()));
      memory.push(residentMegabytes(api.pid));
    }
    const events = await writer.stop();
    const report = await allRead(subscribers, events);
    // What V8 has not collected yet comes and goes: the least of some rounds is what is held.
    const few = Math.max(1, Math.floor(rounds / 4));
    const early = Math.min(...memory.slice(few, 2 * few + 1));
    const late = Math.min(...memory.slice(-few));
    const { codes, lowest, highest, disordered, lost } = report;
    const broken = [
      lost > 0 && `${lost} readers were closed.`,
      disordered > 0 && `${disordered} events came out of order, twice, or after one that was left out.`,
      (lowest !== events || highest !== events) && `Readers got ${lowest} to ${highest} of ${events} events.`,
      !areAsPromised(codes, rounds * silent) &&
        `Of ${rounds * silent} silent ones, these were closed: ${JSON.stringify(codes)}`,
      late - early > growthMegabytes && `Memory grew from ${early} MB to ${late} MB.`,
    ].filter((sentence) => sentence !== false);
    return {
      facts: {
        'readers / silent, each round': `${readers} / ${silent}`,
        rounds,
        'events, to each reader': events,
        'readers got, least / most': `${lowest} / ${highest}`,
        'out of order / readers lost': `${disordered} / ${lost}`,
        'silent ones closed, by code': JSON.stringify(codes),
        'memory after each round, MB': memory.join(' '),
        'memory early / late, MB': `${early} / ${late}`,
      },
      broken,
    };
  } finally {
    subscribers?.end();
    // Where it failed, that has been told.
    await writer.stop().catch(() => {});
  }
}

/** Closed for being slow, or dropped for giving no sign of life where the machine took longer than that to find out. */
function areAsPromised(
  { 4410: slow = 0, 1006: dropped = 0 }: Record<string, number>,
  silent: number,
): boolean {
  return slow + dropped === silent && slow > 0;
}

const CREATE_LIST = 'mutation ($input: CreateListInput!) { createList(input: $input) { list { id } } }';
const CREATE = 'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { todo { id } } }';
const CREATE_MANY =
  'mutation ($input: ChangeTodosInput!) { changeTodos(input: $input) { results { todo { id } } } }';

/** Creates todos in the list one after the other: events that are not counted, until `count`. */
function write(api: ApiProcess, listId: string, everyMs: number) {
  let isCounting = false;
  let isStopped = false;
  let events = 0;
  const loop = async () => {
    while (!isStopped) {
      const title = isCounting ? titleOf(++events) : 'Before';
      await ask(api, CREATE, { input: { title, listId } });
      await wait(everyMs);
    }
  };
  const looping = loop();
  looping.catch(() => {});
  return {
    count() {
      isCounting = true;
    },
    /** Resolves with the number of events that were counted. */
    async stop(): Promise<number> {
      isStopped = true;
      await looping;
      return events;
    },
  };
}

/** Changes outside of the list, of which only the silent ones would hear. */
async function burst(api: ApiProcess): Promise<void> {
  const create = { title: 'Burst', description: DESCRIPTION };
  for (let created = 0; created < BURST; created += 100) {
    await ask(api, CREATE_MANY, { input: { changes: Array.from({ length: 100 }, () => ({ create })) } });
  }
}

/** What the readers have got once the last event has reached each, or does not within two minutes. */
async function allRead(subscribers: Subscribers, events: number) {
  for (let waited = 0; ; waited += 100) {
    const report = await subscribers.tell({ do: 'report' });
    if (report.lowest === events || waited > 120_000) {
      return report;
    }
    await wait(100);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of the data is the operation's.
async function ask({ address }: ApiProcess, query: string, variables: object): Promise<any> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (errors !== undefined) {
    throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  }
  return data;
}

export const scenario: Scenario = {
  name: 'silent-subscribers',
  about: '1,000 subscribers of whom 100 never read, for 10 minutes on each database',
  long: () =>
    onBoth((dialect) =>
      silentSubscribers({
        dialect,
        readers: 900,
        silent: 100,
        rounds: 20,
        rate: 5,
        roundMs: 30_000,
        growthMegabytes: 50,
      }),
    ),
};
