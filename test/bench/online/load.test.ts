import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { startLoad } from '../../../bench/online/load.ts';
import type { Operation } from '../../../bench/online/operations.ts';
import { until } from '../../support/until.ts';

const operation: Operation = { name: 'todo', query: '{ id }', variables: {}, read: () => undefined };

/** Answers when `enough` requests wait for it, and every later one at once. */
async function serveWhen(enough: number, body: string) {
  const waiting: ServerResponse[] = [];
  let count = 0;
  const server = createServer((_request, response) => {
    waiting.push(response);
    count++;
    if (count >= enough) {
      for (const each of waiting.splice(0)) {
        each.end(body);
      }
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { close, url: `http://127.0.0.1:${port}/` };
}

test('requests go on while a server stalls, and each one that it delays counts', async () => {
  const { close, url } = await serveWhen(5, '{"data":{}}');
  const load = startLoad(url, 500, { next: () => operation });
  await until(() => load.samples.length >= 5);
  await load.stop();
  close();

  const [first, ...others] = load.samples.toSorted((a, b) => a.due - b.due).slice(0, 5);
  expect(first?.failure).toBeUndefined();
  expect(others.every(({ due }) => due < (first?.ended ?? 0))).toBe(true);
});

test('an answer with errors is a failed request, whatever its status', async () => {
  const { close, url } = await serveWhen(1, '{"data":null,"errors":[{"message":"deadlock detected"}]}');
  const load = startLoad(url, 500, { next: () => operation });
  await until(() => load.samples.length >= 1);
  await load.stop();
  close();

  expect(load.samples[0]?.failure).toContain('deadlock detected');
});
