import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent, type ClientRequest, get, type IncomingMessage, request } from 'node:http';
import { beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config.ts';
import { describeDatabases } from '../support/databases.ts';
import { eventually, until } from '../support/until.ts';
import { ask, databaseUrl, type Ended, startApi } from './process.ts';
import { type Message, rawSocket } from './subscriptions/sockets.ts';

const CREATE = 'mutation { createTodo(input: { title: "Last one" }) { todo { title } } }';
const CREATED = { createTodo: { todo: { title: 'Last one' } } };
const BODY = JSON.stringify({ query: CREATE });

interface Answered {
  status: number | undefined;
  data: unknown;
}

/** A request whose body is on its way: the server has it in flight until `finish`. */
async function beginRequest(address: string) {
  const open: ClientRequest = request(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(BODY),
      // The server says when it has read the head (RFC 9110, 10.1.1).
      expect: '100-continue',
    },
  });
  open.on('error', () => {});
  await once(open, 'continue');
  return {
    async finish(): Promise<Answered> {
      const answered = once(open, 'response');
      open.end(BODY);
      const [response]: IncomingMessage[] = await answered;
      let body = '';
      for await (const chunk of response ?? []) {
        body += chunk;
      }
      return { status: response?.statusCode, data: JSON.parse(body).data };
    },
  };
}

/** A connection that its client keeps open, idle, until the server closes it. */
async function keepConnection(address: string): Promise<{ closed: Promise<unknown> }> {
  const [response]: IncomingMessage[] = await once(
    get(`${address}/livez`, { agent: new Agent({ keepAlive: true }) }),
    'response',
  );
  response?.resume();
  return { closed: response ? once(response.socket, 'close') : Promise.reject(new Error('No answer.')) };
}

/** Waits until `address` takes no connection any more. */
async function untilRefused(address: string): Promise<void> {
  await until(() =>
    fetch(`${address}/livez`).then(
      () => false,
      () => true,
    ),
  );
}

/** Makes mutations wait until `release`. SQLite would have the whole process wait: there none is held. */
async function holdMutations(location: DatabaseLocation): Promise<{ release(): Promise<unknown> }> {
  if (location.dialect === 'sqlite') {
    return { release: async () => {} };
  }
  const client = new Client({ connectionString: location.url });
  await client.connect();
  await client.query('begin');
  await client.query('lock table todos in exclusive mode');
  return { release: () => client.end() };
}

/** Whether every connection of the process was closed, rather than left to end with it. */
async function wasClosed(location: DatabaseLocation): Promise<boolean> {
  if (location.dialect === 'sqlite') {
    // "When the last connection to a database closes, that connection does one last checkpoint and then deletes the
    // WAL" (SQLite, "Write-Ahead Logging", 6).
    return !existsSync(`${location.path}-wal`);
  }
  const url = new URL(location.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    const abandoned = await eventually(async () => {
      const { rows } = await client.query<{ numbackends: number; abandoned: number }>(
        'select numbackends, sessions_abandoned::int as abandoned from pg_stat_database where datname = $1',
        [name],
      );
      return rows[0]?.numbackends === 0 ? rows[0].abandoned : undefined;
    });
    return abandoned === 0;
  } finally {
    await client.end();
  }
}

describeDatabases('SIGTERM to a server that is busy', (database) => {
  let location: DatabaseLocation;
  /** What was seen from outside, in this order. */
  let answered: Answered;
  let onSocket: { openUntilAnswered: boolean; answer: Message; code: number };
  let idle: unknown;
  let ended: Ended;

  beforeAll(async () => {
    location = await database.create();
    const api = startApi({ DATABASE_URL: databaseUrl(location), SHUTDOWN_DELAY_MS: '100' });
    const address = await api.address;
    const kept = await keepConnection(address);
    const inFlight = await beginRequest(address);
    const { socket, send, next, closed } = await rawSocket(`${new URL(address).host}/graphql`);
    send({ type: 'connection_init' });
    await next('connection_ack');
    const mutations = await holdMutations(location);
    send({ type: 'subscribe', id: '1', payload: { query: CREATE } });
    // What was sent before it has been begun.
    send({ type: 'ping' });
    await next('pong');

    api.child.kill('SIGTERM');
    await untilRefused(address);
    const wasOpen = socket.readyState === socket.OPEN;
    await mutations.release();
    onSocket = { openUntilAnswered: wasOpen, answer: await next('next'), code: (await closed).code };
    answered = await inFlight.finish();
    idle = await kept.closed;
    ended = await api.ended;
  });

  test('after SHUTDOWN_DELAY_MS no new connection, and the request in flight is answered', () => {
    expect(answered).toEqual({ status: 200, data: CREATED });
  });

  test('the mutation in flight on a socket is answered', () => {
    expect(onSocket.answer).toMatchObject({ id: '1', payload: { data: CREATED } });
    if (database.dialect === 'postgresql') {
      expect(onSocket.openUntilAnswered).toBe(true);
    }
  });

  test('sockets are closed with 1012, so that their clients connect elsewhere', () => {
    expect(onSocket.code).toBe(1012);
  });

  test('an idle keep-alive connection does not hold the process', () => {
    expect(idle).toEqual([false]);
  });

  test('exit 0, and nothing on stderr', () => {
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  test('the connections to the database are closed', async () => {
    expect(await wasClosed(location)).toBe(true);
  });
});

describeDatabases('stopping', (database) => {
  const start = async (env: Record<string, string> = {}) => {
    const api = startApi({ DATABASE_URL: databaseUrl(await database.create()), ...env });
    return { ...api, address: await api.address };
  };

  test('SHUTDOWN_DELAY_MS: /readyz is red first, and requests are still answered', async () => {
    const { address, child, ended } = await start({ SHUTDOWN_DELAY_MS: '600000' });
    child.kill('SIGTERM');
    const status = await eventually(async () => {
      const response = await fetch(`${address}/readyz`);
      return ((await response.json()) as { code?: string }).code === 'SHUTTING_DOWN'
        ? response.status
        : undefined;
    });
    expect(status).toBe(503);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    expect(await ask(address, '{ tags { totalCount } }')).toEqual({ data: { tags: { totalCount: 0 } } });
    child.kill('SIGKILL');
    await ended;
  });

  test('SIGINT: no new connection, the request in flight is answered, exit 0', async () => {
    const { address, child, ended } = await start();
    const inFlight = await beginRequest(address);
    child.kill('SIGINT');
    await untilRefused(address);
    expect(await inFlight.finish()).toEqual({ status: 200, data: CREATED });
    // Its connection is kept alive by the client: the server closes it, else it were cut off in the end, with code 1.
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  test('SHUTDOWN_TIMEOUT_MS: a request that does not finish is cut off, and the exit code says so', async () => {
    const { address, child, ended } = await start({ SHUTDOWN_TIMEOUT_MS: '300' });
    await beginRequest(address);
    child.kill('SIGTERM');
    const { code, stdout } = await ended;
    expect(code).toBe(1);
    expect(stdout).toContain('Requests were still running after 300 ms: cut off.');
  });

  test('a second signal stops at once', async () => {
    const { address, child, ended } = await start();
    await beginRequest(address);
    child.kill('SIGTERM');
    await untilRefused(address);
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(1);
    expect(stdout).not.toContain('cut off');
  });
});
