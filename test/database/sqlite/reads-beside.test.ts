import { stat } from 'node:fs/promises';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { parseConfig } from '../../../src/config.ts';
import { activity } from '../../../src/database/activity.ts';
import type { Orm } from '../../../src/database/orm.ts';
import { rowMapOf } from '../../../src/database/row-map.ts';
import { countRows } from '../../../src/database/rows.ts';
import { ownedBy } from '../../../src/database/scope.ts';
import { run } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql-template.ts';
import { openBeside } from '../../../src/database/sqlite/open-beside.ts';
import { ReadsBeside } from '../../../src/database/sqlite/reads-beside.ts';
import { inTime } from '../../../src/database/sqlite/time-limit.ts';
import { LOG_LIMIT } from '../../../src/database/sqlite/write-ahead-log.ts';
import { Todo } from '../../../src/entities/todo.ts';
import { openDatabase } from '../../../src/server/open-database.ts';
import { createDatabase } from '../../support/templates.ts';
import { until } from '../../support/until.ts';
import { endlessQuery, fill, OWNER } from '../endless-query.ts';

let orm: Orm;
let path: string;
beforeAll(async () => {
  const location = await createDatabase('sqlite', 'migrated');
  path = location.dialect === 'sqlite' ? location.path : '';
  ({ orm } = await openDatabase(parseConfig({ DATABASE_URL: `sqlite:${path}` }), pino({ level: 'silent' })));
  await fill(orm.em);
});
afterAll(() => orm.close(true));

/** Does `work` as a request of `viewerId` does that may take long, but for `stop`. */
function inRequest<Result>(viewerId: string, work: () => Promise<Result>) {
  const stop = new AbortController();
  const request = { statements: 0, statementMs: 0, signal: stop.signal, endsAt: Infinity, viewerId };
  return { stop, result: activity.run(request, work) };
}

const giveUp = new Error('Nobody waits any more.');

/** A query that takes longer than it may where everybody is served, and ends. */
const slowCount = (times: number) => sql`select count(*) as "count" from
  (with recursive "n" ("i") as (select 1 union all select "i" + 1 from "n" limit ${times}) select "i" from "n") as "n"
  cross join "todos" where ${inTime('todos')}`;

test('others are served while it runs, and it ends when nobody waits for it any more', async () => {
  const { stop, result } = inRequest('a', () => run(orm.em.fork(), endlessQuery(orm.em)));
  const failed = expect(result).rejects.toBe(giveUp);
  for (let n = 0; n < 100; n++) {
    await setImmediate();
    expect(await countRows(orm.em, 'todos', ownedBy(rowMapOf(orm.em, Todo), OWNER))).toBe(1_000);
  }
  stop.abort(giveUp);
  await failed;
  expect(await inRequest('a', () => run(orm.em.fork(), slowCount(500))).result).toEqual([{ count: 500_000 }]);
});

test('it sees what was committed before it began', async () => {
  await orm.em.execute(`update "todos" set "title" = 'Seen'`);
  const seen = sql`select count(*) as "count" from (${slowCount(500)}) as "slow" cross join "todos" where "title" = ${'Seen'}`;
  expect(await inRequest('a', () => run(orm.em.fork(), seen)).result).toEqual([{ count: 1_000 }]);
});

test('it fails with the code of SQLite, and the next one does not', async () => {
  const broken = new ReadsBeside(`${path}.not-there`, () => {});
  await expect(broken.read('select 1 as "one"', [])).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
  await expect(broken.read('select 1 as "one"', [])).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
  const reads = new ReadsBeside(path, () => {});
  await expect(reads.read('select * from "not_there"', [])).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
  expect(await reads.read('select ? as "one"', [1])).toEqual([{ one: 1 }]);
  await reads.close();
});

test('a thread that nobody needs ends, and the next query has another', async () => {
  const reads = new ReadsBeside(path, () => {}, 0);
  for (let n = 0; n < 20; n++) {
    expect(await reads.read('select ? as "n"', [n])).toEqual([{ n }]);
    await wait(n % 3);
  }
  await reads.close();
});

test('it cannot write', async () => {
  const reads = new ReadsBeside(path, () => {});
  await expect(
    reads.read(`update "todos" set "title" = 'Written' returning 1 as "one"`, []),
  ).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  await reads.close();
});

test('the queries of one who asks for much wait for each other, with those of others in between', async () => {
  const reads = new ReadsBeside(path, () => {});
  const { sql: text, values } = endlessQuery(orm.em);
  const { stop, result } = inRequest('greedy', () => reads.read(text, values));
  const failed = expect(result).rejects.toBe(giveUp);
  const ended: string[] = [];
  const ask = (viewerId: string) =>
    inRequest(viewerId, () => reads.read('select 1', [])).result.then(() => ended.push(viewerId));
  const asked = [ask('greedy'), ask('greedy'), ask('greedy'), ask('modest')];
  stop.abort(giveUp);
  await Promise.all([failed, ...asked]);
  expect(ended).toEqual(['greedy', 'modest', 'greedy', 'greedy']);
  await reads.close();
});

test('a query that nobody waits for any more does not begin', async () => {
  const reads = new ReadsBeside(path, () => {});
  const { sql: text, values } = endlessQuery(orm.em);
  const running = inRequest('a', () => reads.read(text, values));
  const waiting = inRequest('a', () => reads.read(text, values));
  const failed = [running, waiting].map(({ result }) => expect(result).rejects.toBe(giveUp));
  waiting.stop.abort(giveUp);
  running.stop.abort(giveUp);
  await Promise.all(failed);
  expect(await reads.read('select 1 as "one"', [])).toEqual([{ one: 1 }]);
  await reads.close();
});

test('while one query follows the other, the write-ahead log does not grow without bounds', async () => {
  const writer = openBeside(path);
  writer.exec('create table "filler" ("content" text); insert into "filler" values (null)');
  const update = writer.prepare('update "filler" set "content" = ?');
  let isOver = false;
  let reads = 0;
  const readers = ['a', 'b'].map(
    (viewerId) =>
      inRequest(viewerId, async () => {
        for (; !isOver; reads++) {
          await run(orm.em.fork(), slowCount(5_000));
        }
      }).result,
  );
  let longest = 0;
  for (let n = 0; n < 20; n++) {
    const before = reads;
    update.run(String(n % 10).repeat(LOG_LIMIT / 2));
    longest = Math.max(longest, (await stat(`${path}-wal`)).size);
    await until(() => reads > before);
    // The next one has begun by now, so that the commit meets somebody who reads.
    await wait(5);
  }
  isOver = true;
  await Promise.all(readers);
  writer.close();
  expect(longest).toBeLessThan(3 * LOG_LIMIT);
});

test('closing ends what runs, and what waits', async () => {
  const reads = new ReadsBeside(path, () => {});
  const { sql: text, values } = endlessQuery(orm.em);
  const failed = ['a', 'a', 'b'].map((viewerId) =>
    expect(inRequest(viewerId, () => reads.read(text, values)).result).rejects.toThrow(
      'The database has been closed.',
    ),
  );
  await reads.close();
  await Promise.all(failed);
});

test('closing the ORM does so', async () => {
  const location = await createDatabase('sqlite', 'migrated');
  const url = location.dialect === 'sqlite' ? `sqlite:${location.path}` : '';
  const { orm: other } = await openDatabase(parseConfig({ DATABASE_URL: url }), pino({ level: 'silent' }));
  await fill(other.em);
  const result = inRequest('a', () => run(other.em.fork(), endlessQuery(other.em))).result;
  const failed = expect(result).rejects.toThrow();
  // Comes through when the endless one no longer runs here.
  await other.em.execute('select 1');
  await other.close(true);
  await failed;
});
