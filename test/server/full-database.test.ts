import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import type { Orm } from '../../src/database/orm.ts';
import { sqliteFailure } from '../../src/database/sqlite/failure.ts';
import { describeDatabases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { type TestServer, testServer } from './server.ts';

const CREATE =
  'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { todo { id } userErrors { message } } }';
const CHANGE = `mutation ($input: ChangeTodosInput!) {
  changeTodos(input: $input) { results { todo { id } userErrors { code } } }
}`;

/** Todos that fill whole pages. */
const aTodo = () => ({ id: v4(), title: 'Full', description: 'x'.repeat(900) });

describeDatabases(
  'a database without room left',
  (database) => {
    let orm: Orm;
    let api: TestServer;

    beforeEach(async () => {
      orm = await database.open();
      api = await testServer(orm);
      await orm.driver.execute('pragma journal_mode = wal');
    });

    const count = async () => {
      const answer = await api.ask('{ todos { totalCount } }');
      return (answer.data as { todos: { totalCount: number } }).todos.totalCount;
    };
    /** Leaves room for so many more pages of the file. */
    const leave = async (pages: number) => {
      const [now] = await orm.driver.execute<{ page_count: number }[]>('pragma page_count');
      await orm.driver.execute(`pragma max_page_count = ${(now?.page_count ?? 0) + pages}`);
    };

    test('the first of many failures is logged, with its cause and what to do', async () => {
      await leave(0);
      await until(async () => {
        await api.ask(CREATE, { input: aTodo() });
        return api.log.some(({ status }) => status === 507);
      });
      await api.ask(CREATE, { input: aTodo() });
      expect(api.log.filter(({ level }) => level === 50)).toEqual([
        expect.objectContaining({
          code: 'DATABASE_FULL',
          msg: expect.stringContaining('Make room'),
          err: expect.anything(),
        }),
      ]);
    });

    test.each([
      ['one todo', CREATE, () => aTodo()],
      ['several changes', CHANGE, () => ({ changes: [{ create: aTodo() }, { create: aTodo() }] })],
    ])(
      '%s: DATABASE_FULL; what was acknowledged is there, reading goes on, and writing when there is room',
      async (_what, mutation, input) => {
        await leave(20);
        let written = 0;
        let answer = await api.ask(mutation, { input: input() });
        while (answer.errors === undefined) {
          written++;
          expect(written).toBeLessThan(200);
          answer = await api.ask(mutation, { input: input() });
        }
        const each = mutation === CREATE ? 1 : 2;
        expect(answer).toMatchObject({
          status: 507,
          errors: [
            { extensions: { code: 'DATABASE_FULL' }, message: expect.stringContaining('no room left') },
          ],
        });
        expect(JSON.stringify(answer)).not.toMatch(/SQLITE|insert/);
        expect((await api.ask(mutation, { input: input() })).status).toBe(507);
        expect(written).toBeGreaterThan(0);
        expect(await count()).toBe(written * each);
        await leave(1_000);
        expect((await api.ask(mutation, { input: input() })).errors).toBeUndefined();
        expect(await count()).toBe((written + 1) * each);
      },
    );

    test('read-only from now on: DATABASE_UNAVAILABLE, and reading goes on', async () => {
      await orm.driver.execute('pragma query_only = on');
      expect(await api.ask(CREATE, { input: aTodo() })).toMatchObject({
        status: 503,
        errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }],
      });
      expect(await count()).toBe(0);
    });
  },
  'sqlite',
);

describeDatabases(
  'a damaged database',
  (database) => {
    test('is DATABASE_DAMAGED, and the log says so aloud', async () => {
      const location = await database.create();
      const path = location.dialect === 'sqlite' ? location.path : '';
      const orm = await database.open(location);
      const api = await testServer(orm);
      await writeFile(path, Buffer.alloc(2 ** 20, 'no page of a database'), { flag: 'r+' });
      expect(await api.ask('{ todos { totalCount } }')).toMatchObject({
        status: 500,
        errors: [{ extensions: { code: 'DATABASE_DAMAGED' } }],
      });
      expect(api.log.filter(({ level }) => level === 60)).toHaveLength(1);
    });
  },
  'sqlite',
);

describe('codes of SQLite', () => {
  test.each([
    ['SQLITE_FULL', 'DATABASE_FULL'],
    ['SQLITE_IOERR_WRITE', 'DATABASE_FULL'],
    ['SQLITE_IOERR_FSYNC', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_READONLY', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_READONLY_DBMOVED', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_BUSY', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_CORRUPT_VTAB', 'DATABASE_DAMAGED'],
    ['SQLITE_NOTADB', 'DATABASE_DAMAGED'],
    ['SQLITE_ERROR', undefined],
    ['SQLITE_CONSTRAINT_CHECK', undefined],
    ['57P01', undefined],
  ])('%s: %s', (code, expected) => {
    expect(sqliteFailure(code)?.code).toBe(expected);
  });
});
