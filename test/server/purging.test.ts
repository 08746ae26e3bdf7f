import { expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { parseConfig } from '../../src/config.ts';
import type { Orm } from '../../src/database/orm.ts';
import { positionAtEnd } from '../../src/domain/position.ts';
import { Todo } from '../../src/entities/todo.ts';
import { purgeWhileServing } from '../../src/server/purging.ts';
import { Readiness } from '../../src/server/readiness.ts';
import { describeDatabases } from '../support/databases.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { until } from '../support/until.ts';
import { databaseUrl, startApi } from './process.ts';
import { testServer } from './server.ts';

const DAY = 86_400_000;

/** Inserts a todo that was deleted so many days ago. */
async function insertDeleted(orm: Orm, days: number): Promise<string> {
  const id = v7();
  await orm.em.fork().insert(Todo, {
    id,
    title: 'x',
    position: positionAtEnd(new Date()),
    deletedAt: new Date(Date.now() - days * DAY),
  });
  return id;
}

const idsOf = async (orm: Orm) => (await orm.em.fork().find(Todo, {})).map(({ id }) => id);

describeDatabases('the purge of the server', (database) => {
  const insertOld = async (orm: Orm) => {
    await insertDeleted(orm, 36);
    await insertDeleted(orm, 31);
    return insertDeleted(orm, 29);
  };
  const untilLeft = async (orm: Orm, count: number) => {
    await until(async () => (await idsOf(orm)).length <= count);
  };

  test('what is older than 30 days goes when it begins to listen', async () => {
    const orm = await database.open();
    const recent = await insertOld(orm);
    const { server } = await testServer(orm);
    const readiness = new Readiness(orm, server.log, { timeoutMs: PATIENCE_MS });
    purgeWhileServing(server, { orm, readiness, log: server.log, days: parseConfig({}).PURGE_AFTER_DAYS });
    await server.listen({ host: '127.0.0.1', port: 0 });
    await untilLeft(orm, 1);
    await server.close();
    expect(await idsOf(orm)).toEqual([recent]);
  });

  test('the process removes what is older than PURGE_AFTER_DAYS', async () => {
    const location = await database.create();
    const orm = await database.open(location);
    const recent = await insertOld(orm);
    const { address, child, ended } = startApi({
      DATABASE_URL: databaseUrl(location),
      PURGE_AFTER_DAYS: '35',
    });
    await address;
    await untilLeft(orm, 2);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    const kept = await idsOf(orm);
    expect(kept).toHaveLength(2);
    expect(kept).toContain(recent);
  });

  test('a purge that failed is logged and tried again; closing the server ends it', async () => {
    const orm = await database.open();
    await insertDeleted(orm, 31);
    const { server, log } = await testServer(orm);
    const failures = ['The disk is full.'];
    const failing = new Proxy(orm, {
      get(target, name) {
        const failure = name === 'em' ? failures.pop() : undefined;
        if (failure !== undefined) {
          throw new Error(failure);
        }
        return Reflect.get(target, name);
      },
    });
    const readiness = new Readiness(orm, server.log, { timeoutMs: PATIENCE_MS });
    purgeWhileServing(server, { orm: failing, readiness, log: server.log, days: 30, everyMs: 10 });
    await server.listen({ host: '127.0.0.1', port: 0 });
    await untilLeft(orm, 0);
    await server.close();
    expect(log).toContainEqual(
      expect.objectContaining({ msg: expect.stringContaining('The purge failed'), level: 50 }),
    );
    expect(log).toContainEqual(expect.objectContaining({ purged: { todos: 1, lists: 0, tags: 0 } }));
    await insertDeleted(orm, 31);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await idsOf(orm)).toHaveLength(1);
  });

  test('with 0 days nothing is ever removed', async () => {
    const orm = await database.open();
    await insertDeleted(orm, 10_000);
    const { server } = await testServer(orm);
    const readiness = new Readiness(orm, server.log, { timeoutMs: PATIENCE_MS });
    purgeWhileServing(server, { orm, readiness, log: server.log, days: 0, everyMs: 1 });
    await server.listen({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close();
    expect(await idsOf(orm)).toHaveLength(1);
  });
});
