import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { describeDatabases } from '../support/databases.ts';
import { databaseUrl, startApi } from './process.ts';
import { rawSocket } from './subscriptions/sockets.ts';

const QUERY = JSON.stringify({
  query: 'mutation { createTodo(input: { title: "Last one" }) { todo { title } } }',
});

/** A request whose body is on its way: the server has it in flight until `finish`. */
async function beginRequest(address: string) {
  const open: ClientRequest = request(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(QUERY) },
  });
  open.on('error', () => {});
  open.write(QUERY.slice(0, 10));
  await once(open, 'socket');
  await wait(200);
  return {
    async finish(): Promise<{ status: number | undefined; body: unknown }> {
      const answered = once(open, 'response');
      open.end(QUERY.slice(10));
      const [response]: IncomingMessage[] = await answered;
      let body = '';
      for await (const chunk of response ?? []) {
        body += chunk;
      }
      return { status: response?.statusCode, body: JSON.parse(body) };
    },
  };
}

describeDatabases('stopping', (database) => {
  const start = async (env: Record<string, string> = {}) => {
    const api = startApi({ DATABASE_URL: databaseUrl(await database.create()), ...env });
    return { ...api, address: await api.address };
  };

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s: no new connection, the request in flight is answered, exit 0',
    async (signal) => {
      const { address, child, ended } = await start();
      const inFlight = await beginRequest(address);
      child.kill(signal);
      await wait(200);
      await expect(fetch(`${address}/livez`)).rejects.toThrow('fetch failed');
      expect(await inFlight.finish()).toEqual({
        status: 200,
        body: { data: { createTodo: { todo: { title: 'Last one' } } } },
      });
      const answered = Date.now();
      expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
      // Its connection is kept alive by the client: the server closes it.
      expect(Date.now() - answered).toBeLessThan(2_000);
    },
  );

  test('SHUTDOWN_DELAY_MS: /readyz is red first, and requests are still answered', async () => {
    const { address, child, ended } = await start({ SHUTDOWN_DELAY_MS: '1000' });
    child.kill('SIGTERM');
    await wait(200);
    const ready = await fetch(`${address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'SHUTTING_DOWN' }),
    ]);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    expect((await ended).code).toBe(0);
  });

  test('sockets are closed with 1012, so that their clients connect elsewhere', async () => {
    const { address, child, ended } = await start();
    const { closed } = await rawSocket(`${new URL(address).host}/graphql`);
    child.kill('SIGTERM');
    expect((await closed).code).toBe(1012);
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
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
    await wait(200);
    const start2 = Date.now();
    child.kill('SIGINT');
    expect((await ended).code).toBe(1);
    expect(Date.now() - start2).toBeLessThan(1_000);
  });
});

test('an idle keep-alive connection does not hold the process', async () => {
  const { address, child, ended } = startApi({ DATABASE_URL: 'sqlite::memory:' });
  await (await fetch(`${await address}/livez`)).text();
  const start = Date.now();
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(Date.now() - start).toBeLessThan(2_000);
});
