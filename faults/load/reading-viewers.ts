import { setTimeout as wait } from 'node:timers/promises';
import { SignJWT } from 'jose';

/** What viewers have seen. */
export interface Readings {
  /** Requests that were answered. */
  queries: number;
  mutations: number;
  /** What went wrong, in the words of the answer. */
  failures: string[];
  /** Queries that did not show what their viewer had written before. */
  stale: string[];
  /** How long each request took, in milliseconds. */
  ms: number[];
}

export interface ReadingOptions {
  /** Addresses of the API processes: each request goes to one at random. */
  addresses: readonly string[];
  /** What tokens are signed with. */
  secret: string;
  /** Viewers who only read. */
  readers: number;
  /** Viewers who write, and look at once, with the token of their write. */
  writers: number;
  /** How long each viewer waits between two requests. */
  pauseMs: number;
}

const CREATE = `mutation ($title: String!) { createTodo(input: { title: $title }) { todo { id title } } }`;
const UPDATE = `mutation ($id: ID!, $title: String!) { updateTodo(input: { id: $id, title: $title }) { todo { id title } } }`;
const READ = 'query ($id: ID!) { todo(id: $id) { id title } }';

/** Viewers who read and write until they are stopped. Each has one todo of their own. */
export function startViewers(options: ReadingOptions): { readings: Readings; stop(): Promise<void> } {
  const readings: Readings = { queries: 0, mutations: 0, failures: [], stale: [], ms: [] };
  const stopped = new AbortController();
  const lives = [
    ...Array.from({ length: options.readers }, (_, n) => live(`reader-${n}`, false)),
    ...Array.from({ length: options.writers }, (_, n) => live(`writer-${n}`, true)),
  ];

  async function live(name: string, writes: boolean): Promise<void> {
    const token = await new SignJWT({ sub: name, exp: Math.floor(Date.now() / 1000) + 86_400 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(options.secret));
    const ask = asking(token, options.addresses, readings);
    let written = `${name} 0`;
    let todo = (await ask(CREATE, { title: written }))?.createTodo?.todo;
    for (let n = 1; !stopped.signal.aborted; n++) {
      if (todo == null) {
        todo = (await ask(CREATE, { title: written }))?.createTodo?.todo;
      } else if (writes) {
        const title = `${name} ${n}`;
        const answer = await ask(UPDATE, { id: todo.id, title });
        written = answer?.updateTodo?.todo?.title ?? written;
      }
      const found = todo && (await ask(READ, { id: todo.id }));
      if (found && found.todo?.title !== written) {
        readings.stale.push(`"${found.todo?.title}" instead of "${written}"`);
      }
      await wait(options.pauseMs);
    }
  }
  return {
    readings,
    async stop() {
      stopped.abort();
      await Promise.all(lives);
    },
  };
}

interface Data {
  createTodo?: { todo: { id: string; title: string } | null };
  updateTodo?: { todo: { id: string; title: string } | null };
  todo?: { id: string; title: string } | null;
}

/** Asks as one viewer, who sends the token of their last write along. */
function asking(token: string, addresses: readonly string[], readings: Readings) {
  let readAfter: string | undefined;
  return async (query: string, variables: object): Promise<Data | undefined> => {
    const address = addresses[Math.floor(Math.random() * addresses.length)];
    const began = performance.now();
    try {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          ...(readAfter && { 'x-todo-read-after': readAfter }),
        },
        body: JSON.stringify({ query, variables }),
      });
      readAfter = response.headers.get('x-todo-read-after') ?? readAfter;
      const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
      if (data == null || errors !== undefined) {
        throw new Error(JSON.stringify(errors));
      }
      readings[query.startsWith('mutation') ? 'mutations' : 'queries']++;
      return data;
    } catch (error) {
      readings.failures.push(String(error));
      return undefined;
    } finally {
      readings.ms.push(performance.now() - began);
    }
  };
}
