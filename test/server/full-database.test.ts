import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { executeOn } from '../../faults/servers/postgres-standby.ts';
import { type DatabaseLocation, parseConfig } from '../../src/config.ts';
import { databaseFailure } from '../../src/database/failure.ts';
import { apiOptions, type Orm } from '../../src/database/orm.ts';
import { sqliteFailure } from '../../src/database/sqlite/failure.ts';
import { describeDatabases, type TestDatabase } from '../support/databases.ts';
import { PATIENT } from '../support/patience.ts';
import { keptLog } from './log-lines.ts';
import { databaseUrl } from './process.ts';
import { type TestServer, testServer } from './server.ts';
import { startOnSmallTablespace } from './small-tablespace.ts';

const CREATE =
  'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { todo { id } userErrors { message } } }';
const CHANGE = `mutation ($input: ChangeTodosInput!) {
  changeTodos(input: $input) { results { todo { id } userErrors { code } } }
}`;

/** Todos that fill whole pages. */
const aTodo = () => ({ id: v4(), title: 'Full', description: 'x'.repeat(900) });

/** A database that can be told how much room it has. */
interface SmallDatabase {
  orm: Orm;
  /** Leaves room for a few todos. */
  leaveLittle(): Promise<void>;
  free(): Promise<void>;
  close(): Promise<void>;
}

async function smallSqlite(database: TestDatabase): Promise<SmallDatabase> {
  const orm = await database.open();
  await orm.driver.execute('pragma journal_mode = wal');
  /** Leaves room for so many more pages of the file. */
  const leave = async (pages: number) => {
    const [now] = await orm.driver.execute<{ page_count: number }[]>('pragma page_count');
    await orm.driver.execute(`pragma max_page_count = ${(now?.page_count ?? 0) + pages}`);
  };
  return { orm, leaveLittle: () => leave(20), free: () => leave(1_000), close: async () => {} };
}

async function smallPostgresql(database: TestDatabase): Promise<SmallDatabase> {
  const server = await startOnSmallTablespace();
  const { log } = keptLog();
  const config = parseConfig({ ...PATIENT, DATABASE_URL: databaseUrl(server.location) });
  const orm = await database.open(server.location, apiOptions(config, log));
  return {
    orm,
    leaveLittle: server.fill,
    free: server.free,
    async close() {
      await orm.close(true);
      await server.stop();
    },
  };
}

describeDatabases(
  'a database without room left',
  (database) => {
    let small: SmallDatabase;
    let api: TestServer;

    beforeAll(async () => {
      small = await (database.dialect === 'sqlite' ? smallSqlite : smallPostgresql)(database);
      api = await testServer(small.orm);
    });
    afterAll(() => small?.close());

    const count = async () => {
      const answer = await api.ask('{ todos { totalCount } }');
      return (answer.data as { todos: { totalCount: number } }).todos.totalCount;
    };

    test.each([
      ['one todo', CREATE, () => aTodo()],
      ['several changes', CHANGE, () => ({ changes: [{ create: aTodo() }, { create: aTodo() }] })],
    ])(
      '%s: DATABASE_FULL; what was acknowledged is there, reading goes on, and writing when there is room',
      async (_what, mutation, input) => {
        const before = await count();
        expect((await api.ask(mutation, { input: input() })).errors).toBeUndefined();
        await small.leaveLittle();
        let written = 1;
        let answer = await api.ask(mutation, { input: input() });
        while (answer.errors === undefined) {
          written++;
          expect(written).toBeLessThan(500);
          answer = await api.ask(mutation, { input: input() });
        }
        const each = mutation === CREATE ? 1 : 2;
        expect(answer).toMatchObject({
          status: 507,
          errors: [
            { extensions: { code: 'DATABASE_FULL' }, message: expect.stringContaining('no room left') },
          ],
        });
        expect(JSON.stringify(answer)).not.toMatch(/SQLITE|53100|insert|space|file/);
        expect((await api.ask(mutation, { input: input() })).status).toBe(507);
        expect(await count()).toBe(before + written * each);
        await small.free();
        expect((await api.ask(mutation, { input: input() })).errors).toBeUndefined();
        expect(await count()).toBe(before + (written + 1) * each);
      },
    );
  },
  // Elsewhere than on Linux nobody can make a disk for a test.
  process.platform === 'linux' ? undefined : 'sqlite',
);

describeDatabases('a database that takes no writes from now on', (database) => {
  /** As a disk that the system has made read-only, or as a failover that leaves the address with a standby. */
  async function setReadOnly(orm: Orm, location: DatabaseLocation, isReadOnly: boolean): Promise<void> {
    if (location.dialect === 'sqlite') {
      await orm.driver.execute(`pragma query_only = ${isReadOnly}`);
      return;
    }
    const { pathname } = new URL(location.url);
    await executeOn(
      `${location.url}?options=-c%20default_transaction_read_only%3Doff`,
      `alter database ${pathname.slice(1)} set default_transaction_read_only = ${isReadOnly}`,
    );
    if (isReadOnly) {
      await executeOn(
        location.url,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    }
  }

  test('is DATABASE_UNAVAILABLE to who writes; reading goes on, and writing once it takes them again', async () => {
    const location = await database.create();
    const orm = await database.open(location);
    const api = await testServer(orm);
    await setReadOnly(orm, location, true);
    const create = () => api.ask(CREATE, { input: aTodo() });
    // The first may find the connection gone, and says so with the same code.
    for (const answer of [await create(), await create()]) {
      expect(answer).toMatchObject({
        status: 503,
        errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }],
      });
    }
    const { data } = await api.ask('{ todos { totalCount } }');
    expect(data).toEqual({ todos: { totalCount: 0 } });
    await setReadOnly(orm, location, false);
    // PostgreSQL: a connection to a server that takes none is not used again, but found out by who writes through it.
    const answers = [await create(), await create()];
    expect(answers.at(-1)).toMatchObject({ status: 200 });
  });
});

describeDatabases(
  'a damaged database',
  (database) => {
    test('is DATABASE_DAMAGED, and the log says so aloud', async () => {
      const location = await database.create();
      const path = location.dialect === 'sqlite' ? location.path : '';
      const orm = await database.open(location);
      const api = await testServer(orm);
      const created = await api.ask('mutation { createTodo(input: { title: "Kept" }) { todo { id } } }');
      const { id } = (created.data as { createTodo: { todo: { id: string } } }).createTodo.todo;
      await writeFile(path, Buffer.alloc(2 ** 20, 'no page of a database'), { flag: 'r+' });
      expect(await api.ask('{ todos { totalCount } }')).toMatchObject({
        status: 500,
        errors: [{ extensions: { code: 'DATABASE_DAMAGED' } }],
      });
      expect(api.log.filter(({ level }) => level === 60)).toHaveLength(1);
      // An answer with a part of the data is one.
      expect(await api.ask(`{ __typename todo(id: "${id}") { title } }`)).toMatchObject({
        status: 200,
        data: { __typename: 'Query', todo: null },
        errors: [{ extensions: { code: 'DATABASE_DAMAGED' } }],
      });
    });
  },
  'sqlite',
);

describe('codes of PostgreSQL, and of the way to it', () => {
  test.each([
    ['53100', 'DATABASE_FULL'],
    ['53300', 'DATABASE_UNAVAILABLE'],
    ['53400', 'DATABASE_UNAVAILABLE'],
    ['08006', 'DATABASE_UNAVAILABLE'],
    ['25006', 'DATABASE_UNAVAILABLE'],
    ['25P03', 'DATABASE_UNAVAILABLE'],
    ['28P01', 'DATABASE_UNAVAILABLE'],
    ['3D000', 'DATABASE_UNAVAILABLE'],
    ['57P01', 'DATABASE_UNAVAILABLE'],
    ['57P03', 'DATABASE_UNAVAILABLE'],
    ['ECONNREFUSED', 'DATABASE_UNAVAILABLE'],
    ['EHOSTUNREACH', 'DATABASE_UNAVAILABLE'],
    ['EAI_AGAIN', 'DATABASE_UNAVAILABLE'],
    ['CERT_HAS_EXPIRED', 'DATABASE_UNAVAILABLE'],
    ['57014', 'DEADLINE_EXCEEDED'],
    ['23505', undefined],
    ['40001', undefined],
    ['42P01', undefined],
    ['ENOENT', undefined],
  ])('%s: %s', (code, expected) => {
    expect(databaseFailure({ code })?.code).toBe(expected);
    // As MikroORM, or graphql-js, hands it on.
    expect(databaseFailure({ cause: { code } })?.code).toBe(expected);
  });
});

describe('codes of SQLite', () => {
  test.each([
    ['SQLITE_FULL', 'DATABASE_FULL'],
    ['SQLITE_IOERR_WRITE', 'DATABASE_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'DATABASE_FULL'],
    ['SQLITE_IOERR_FSYNC', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_READONLY', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_READONLY_DBMOVED', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_BUSY', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_LOCKED_SHAREDCACHE', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_PROTOCOL', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_CANTOPEN', 'DATABASE_UNAVAILABLE'],
    ['SQLITE_CORRUPT_VTAB', 'DATABASE_DAMAGED'],
    ['SQLITE_NOTADB', 'DATABASE_DAMAGED'],
    ['SQLITE_ERROR', undefined],
    ['SQLITE_CONSTRAINT_CHECK', undefined],
    ['57P01', undefined],
  ])('%s: %s', (code, expected) => {
    expect(sqliteFailure(code)?.code).toBe(expected);
  });
});
