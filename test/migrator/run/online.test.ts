import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Constructor, EntitySchema } from '@mikro-orm/core';
import { defineEntity, p } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { RunObserver } from '../../../src/migrator/run/observer.ts';
import { settle } from '../../../src/migrator/run/options.ts';
import { runMigrations } from '../../../src/migrator/run/runner.ts';
import { Workbench } from '../../../src/migrator/run/workbench.ts';
import { describeDatabases } from '../../support/databases.ts';
import { newProject } from '../generate/project.ts';
import { postgresCatalog } from '../matrix/catalog-postgresql.ts';
import { sqliteCatalog } from '../matrix/catalog-sqlite.ts';
import type { Connection } from '../matrix/connection.ts';
import { openRunner, type Runner } from './runner.ts';

/** A class that `migration:create` wrote. */
type Generated = Constructor<Migration>;

const lists = defineEntity({ name: 'List', tableName: 'lists', properties: { id: p.integer().primary() } });
const todo = (properties: Record<string, unknown>, options: object = {}) =>
  [
    lists,
    defineEntity({
      name: 'Todo',
      tableName: 'todos',
      properties: { id: p.integer().primary(), ...properties },
      ...options,
    } as never),
  ] as unknown as EntitySchema[];

const before = todo(
  {
    title: p.text().nullable(),
    n: p.integer(),
    list: () => p.manyToOne(lists).nullable().deleteRule('set null'),
  },
  {
    checks: [{ name: 'ck_todos_n', expression: 'n > 0' }],
    indexes: [{ name: 'ix_todos', properties: ['n'] }],
  },
);

/** Everything that is changed outside a transaction, each in its way. */
const after = todo(
  {
    title: p.text(),
    n: p.integer().unique(),
    list: () => p.manyToOne(lists).nullable().deleteRule('cascade'),
  },
  {
    checks: [{ name: 'ck_todos_n', expression: 'n >= 0' }],
    indexes: [{ name: 'ix_todos', properties: ['n', 'title'] }],
  },
);

/** The migrations that `migration:create` writes for the two states, as classes. */
async function generate(to = after): Promise<{ first: Generated; change: Generated[] }> {
  const project = await newProject();
  const files = [...(await project.create(before)).files, ...(await project.create(to)).files];
  const classes: Generated[] = [];
  for (const { fileName } of files) {
    const module: Record<string, Generated> = await import(join(project.folder, fileName));
    classes.push(...Object.values(module));
  }
  const [first, ...change] = classes;
  if (first === undefined) {
    throw new Error('No migration was written.');
  }
  return { first, change };
}

/** Makes a run die before its step number `steps`, or where that stands alone, after it and before it is noted. */
function death(steps: number): RunObserver {
  let begun = 0;
  const die = (isTime: boolean) => {
    if (isTime) {
      throw new Error('killed');
    }
  };
  return {
    async around({ alone }, _session, run) {
      die(!alone && begun === steps);
      await run();
      die(alone && begun === steps);
      begun++;
    },
  };
}

/** What runs the migrations of `runner` under the eyes of `observer`. */
function workbench({ orm }: Runner, observer: RunObserver): Workbench {
  return new Workbench({
    driver: orm.em.getDriver(),
    options: orm.config.get('migrations'),
    folder: '',
    settings: settle({}, () => {}),
    emit: async () => {},
    observer,
  });
}

describeDatabases('a change in several migrations', (database) => {
  const catalog = (runner: Runner) => {
    const connection = { query: runner.query } as unknown as Connection;
    return database.dialect === 'sqlite' ? sqliteCatalog(connection) : postgresCatalog(connection);
  };
  const rowsOf = (runner: Runner) =>
    runner.query('select "id", "title", "n", "list_id" from "todos" order by 1');

  /** A database at the state before, with two rows. */
  async function seed(first: Generated, second = { title: "'bread'", n: 2 }): Promise<Runner> {
    const runner = await openRunner(database, [first]);
    await runner.orm.migrator.up();
    await runner.query('insert into "lists" ("id") values (1)');
    await runner.query(
      `insert into "todos" ("id", "title", "n", "list_id") values (1, 'milk', 1, 1), (2, ${second.title}, ${second.n}, null)`,
    );
    return runner;
  }

  test('keeps every row on its way up, down and up again', async () => {
    const { first, change } = await generate();
    const start = await seed(first);
    const runner = await openRunner(database, [first, ...change], start);
    const [rows, was] = [await rowsOf(runner), await catalog(runner)];
    await runner.orm.migrator.up();
    const is = await catalog(runner);
    expect(await runner.history()).toHaveLength(change.length + 1);
    await runner.orm.migrator.down({ to: (await runner.history())[0] ?? '' });
    expect(await catalog(runner)).toEqual(was);
    await runner.orm.migrator.up();
    expect(await catalog(runner)).toEqual(is);
    expect(await rowsOf(runner)).toEqual(rows);
  });

  test.each([
    ['a null', { title: 'null', n: 2 }, /title/],
    ['a value twice', { title: "'bread'", n: 1 }, /"n"/],
  ])(
    'keeps nothing of the one that %s stands against, and goes on when it is mended',
    async (_what, row, names) => {
      const { first, change } = await generate();
      const start = await seed(first, row);
      const was = await catalog(start);
      const runner = await openRunner(database, [first, ...change], start);
      const refusal = { code: 'ROWS_REFUSED', message: expect.stringMatching(names) };
      await expect(runner.orm.migrator.up()).rejects.toMatchObject(refusal);
      await expect(runner.orm.migrator.up()).rejects.toMatchObject(refusal);
      const applied = await runner.history();
      if (applied.length > 1) {
        await runner.orm.migrator.down({ to: applied[0] ?? '' });
      }
      expect(await catalog(runner)).toEqual(was);
      await runner.query(`update "todos" set "title" = 'bread', "n" = 2 where "id" = 2`);
      await runner.orm.migrator.up();
      expect(await runner.history()).toHaveLength(change.length + 1);
    },
  );

  test('gives each row that exists a value of its own, where the default asks for each', async () => {
    const { first, change } = await generate(
      todo(
        {
          title: p.text().nullable(),
          n: p.integer(),
          list: () => p.manyToOne(lists).nullable().deleteRule('set null'),
          lot: p.double().defaultRaw('random()'),
        },
        {
          checks: [{ name: 'ck_todos_n', expression: 'n > 0' }],
          indexes: [{ name: 'ix_todos', properties: ['n'] }],
        },
      ),
    );
    const runner = await openRunner(database, [first, ...change], await seed(first));
    await runner.orm.migrator.up();
    const lots = (await runner.query('select "lot" from "todos"')).map(({ lot }) => lot);
    expect(new Set(lots).size).toBe(2);
    expect(lots).not.toContain(null);
    await expect(runner.query('update "todos" set "lot" = null')).rejects.toThrow();
  });

  if (database.dialect === 'sqlite') {
    return;
  }

  test('is continued wherever it dies between two statements, up and down', async () => {
    const { first, change } = await generate();
    const whole = await openRunner(database, [first, ...change], await seed(first));
    const was = await catalog(whole);
    await whole.orm.migrator.up();
    const is = await catalog(whole);

    const { location } = await seed(first);
    const runner = await openRunner(database, [first, ...change], { location });
    const dieEverywhere = async (direction: 'up' | 'down', options?: { to: string }) => {
      // Each run goes on where the one before it died, and gets one step further.
      for (let deaths = 0; ; deaths++) {
        const outcome = await runMigrations(workbench(runner, death(1)), direction, options).then(
          () => 'done',
          (error: Error) => error.message,
        );
        if (outcome === 'done') {
          return deaths;
        }
        expect(outcome).toContain('killed');
      }
    };
    expect(await dieEverywhere('up')).toBeGreaterThan(10);
    expect(await catalog(runner)).toEqual(is);
    expect(await dieEverywhere('down', { to: (await runner.history())[0] ?? '' })).toBeGreaterThan(3);
    expect(await catalog(runner)).toEqual(was);
  });
});
