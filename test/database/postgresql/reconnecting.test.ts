import { expect, test } from '@jest/globals';
import { Reconnecting } from '../../../src/database/postgresql/reconnecting.ts';
import { until } from '../../support/until.ts';

const AWAY = new Error('It is away.');

/** A server that can be taken away, and what connects to it. */
function serverOf(patienceMs: number) {
  const server = { isThere: true, attempts: 0, atOnce: 0, most: 0, error: AWAY };
  const reconnecting = new Reconnecting<string>({
    async connect() {
      server.attempts++;
      server.most = Math.max(server.most, ++server.atOnce);
      await new Promise(setImmediate);
      server.atOnce--;
      if (!server.isThere) {
        throw server.error;
      }
      return 'connection';
    },
    giveBack: () => {},
    isOutage: (error) => error === AWAY,
    patienceMs,
  });
  return { server, connect: () => reconnecting.connect(), reconnecting };
}

test('a server that was never there is not waited for', async () => {
  const { server, connect } = serverOf(3_600_000);
  server.isThere = false;
  await expect(connect()).rejects.toBe(AWAY);
  expect(server.attempts).toBe(1);
});

test('one that was is waited for, with one attempt at a time for all', async () => {
  const { server, connect, reconnecting } = serverOf(3_600_000);
  await connect();
  server.isThere = false;
  const first = connect();
  await until(() => reconnecting.isAway);
  server.most = 0;
  const callers = Array.from({ length: 20 }, connect);
  const before = server.attempts;
  await until(() => server.attempts > before + 2);
  expect(server.most).toBe(1);
  server.isThere = true;
  expect(new Set(await Promise.all([first, ...callers]))).toEqual(new Set(['connection']));
  expect(reconnecting.isAway).toBe(false);
});

test('one that has been away for longer than anybody waits fails callers at once, and comes back behind them', async () => {
  const { server, connect, reconnecting } = serverOf(200);
  await connect();
  server.isThere = false;
  await expect(connect()).rejects.toBe(AWAY);
  // All of them in the time of one who waits.
  for (let caller = 0; caller < 1_000; caller++) {
    await expect(connect()).rejects.toBe(AWAY);
  }
  server.isThere = true;
  await until(async () => (await connect().catch(() => undefined)) === 'connection');
  expect(reconnecting.isAway).toBe(false);
});

test('what is no outage is told at once', async () => {
  const { server, connect, reconnecting } = serverOf(3_600_000);
  await connect();
  Object.assign(server, { isThere: false, error: new Error('No such user.') });
  await expect(connect()).rejects.toThrow('No such user.');
  expect(reconnecting.isAway).toBe(false);
});
