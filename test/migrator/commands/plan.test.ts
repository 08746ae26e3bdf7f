import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import type { DatabaseLocation } from '../../../src/config.ts';
import { planCommand } from '../../../src/migrator/commands/plan.ts';
import { readOnly } from '../../../src/migrator/plan/read-only.ts';
import { describeDatabases, type TestDatabase } from '../../support/databases.ts';
import { copyFolder, createTable, newFolder, openProject } from '../history/project.ts';
import { postgresCatalog } from '../matrix/catalog-postgresql.ts';
import { sqliteCatalog } from '../matrix/catalog-sqlite.ts';
import { connect } from '../matrix/connection.ts';
import { createLists, migration, openRunner, type Runner, type Steps } from '../run/runner.ts';
import { runCommand } from './run-command.ts';

const plan = async (runner: Parameters<typeof runCommand>[1]) => {
  const { exitCode, json, lines } = await runCommand(planCommand, runner, {});
  return { exitCode, json, text: stripVTControlCharacters(lines.join('\n')) };
};

/** A database with lists and todos, and what a migration `up` after them would do. */
async function planAfterLists(database: TestDatabase, up: (m: Steps) => void, settings = {}) {
  const applied = await openRunner(database, [createLists]);
  await applied.orm.migrator.up();
  const pending = migration('Migration02_pending', up, () => {}, settings);
  const runner = await openRunner(database, [createLists, pending], { location: applied.location });
  return { runner, ...(await plan(runner)) };
}

/** Of the one migration that is pending. */
const first = ({ json }: Awaited<ReturnType<typeof plan>>) => json.migrations[0];
const tablesOf = (planned: Awaited<ReturnType<typeof plan>>) =>
  first(planned)?.statements?.map(({ tables }) => tables);

describeDatabases('migration:plan', (database) => {
  test('tells the tables that a statement touches, with their rows, and what others wait for', async () => {
    const planned = await planAfterLists(database, (m) => {
      m.both('create index "ix_todos_title" on "todos" ("title")');
    });
    expect(planned.exitCode).toBe(0);
    expect(tablesOf(planned)).toEqual([
      [
        {
          table: 'todos',
          rows: { n: 4, exact: true },
          lock: database.dialect === 'sqlite' ? undefined : 'Share',
          blocks: 'writes',
          rewrite: 'no',
          scan: 'yes',
          because: [],
        },
      ],
    ]);
    expect(planned.text).toContain(
      database.dialect === 'sqlite'
        ? 'todos, 4 rows: not rewritten, scanned'
        : 'todos, 4 rows: Share lock, writes wait; not rewritten, scanned',
    );
  });

  test('leaves out tables that the plan itself makes', async () => {
    const planned = await planAfterLists(database, (m) => {
      m.both('create table "notes" ("id" integer)', 'create index "ix_notes_id" on "notes" ("id")');
      m.both('drop table "notes"');
    });
    expect(tablesOf(planned)).toEqual([[], [], []]);
    expect(first(planned)?.losses).toEqual([]);
  });

  test('counts what a migration declares to lose', async () => {
    const planned = await planAfterLists(database, (m) => {
      m.both('alter table "lists" drop column "name"', 'drop table "todos"');
      m.loses({ table: 'lists', column: 'name' });
      m.loses({ table: 'todos' });
    });
    expect(planned.exitCode).toBe(0);
    expect(first(planned)?.losses).toEqual([
      expect.objectContaining({
        table: 'lists',
        column: 'name',
        count: { n: 2, exact: true },
        declared: true,
      }),
      expect.objectContaining({ table: 'todos', count: { n: 4, exact: true }, declared: true }),
    ]);
    expect(planned.text).toContain('loses table "todos" with its rows: 4 rows, as declared');
  });

  test('marks what a migration would lose without declaring it, and ends with 1', async () => {
    const planned = await planAfterLists(database, (m) => {
      m.both('delete from "todos" where "id" = 1', 'drop table "todos"');
      m.rebuild('lists', 'drop column "name"');
      m.postgresql('alter table "lists" drop column "name"');
    });
    expect(planned.exitCode).toBe(1);
    expect(first(planned)?.losses).toEqual([
      expect.objectContaining({ table: 'todos', count: { n: 4, exact: true }, declared: false }),
      expect.objectContaining({
        table: 'lists',
        column: 'name',
        count: { n: 2, exact: true },
        declared: false,
      }),
      expect.objectContaining({ table: 'todos', count: undefined, declared: false }),
    ]);
    expect(planned.text.replace(/\s+/g, ' ')).toContain(
      'loses table "todos" with its rows: 4 rows, and does not declare it: up would roll it back',
    );
  });

  test('says unknown where a statement does not tell', async () => {
    const planned = await planAfterLists(database, (m) => {
      m.sqlite('analyze');
      m.postgresql('do $$ begin end $$');
    });
    expect(first(planned)?.statements?.map(({ known }) => known)).toEqual([false]);
    expect(planned.text).toContain('unknown: what this statement locks');
  });

  test('says of a migration that executes queries that only a run can tell', async () => {
    const queries = migration('Migration01_queries', async (m) => {
      await m.execute('select 1');
    });
    const planned = await plan(await openRunner(database, [queries]));
    expect(first(planned)?.statements).toBeUndefined();
    expect(planned.text).toContain('only a run can tell');
  });

  test('says why up would refuse to begin, and ends with 1', async () => {
    const folder = await newFolder({ 'Migration1.ts': createTable('Migration1', 'one') });
    const project = await openProject(database, folder);
    await project.record();
    await project.orm.migrator.up();
    const changed = await copyFolder(folder, { 'Migration1.ts': createTable('Migration1', 'other') });
    const { exitCode, json } = await plan(await openProject(database, changed, project.location));
    expect(exitCode).toBe(1);
    expect(json.refusals).toEqual([expect.stringContaining('was edited after it was applied')]);
  });

  test('changes nothing, takes no lock that keeps anybody from anything, creates no history', async () => {
    const { runner } = await planAfterLists(database, () => {});
    await runner.query('drop table "mikro_orm_migrations"');
    const before = await stateOf(runner);
    const pending = migration('Migration01_pending', (m) => {
      m.both('drop table "todos"', 'create table "notes" ("id" integer)', 'update "lists" set "name" = null');
    });
    const { orm, location } = await openRunner(database, [pending], { location: runner.location });
    // Only readers get past this one.
    const writer = await connect(location);
    await writer.run(database.dialect === 'sqlite' ? 'begin immediate' : 'begin');
    if (database.dialect === 'postgresql') {
      await writer.run('lock table "todos", "lists" in exclusive mode');
    }
    const planned = await plan({ orm });
    await writer.run('rollback');
    await writer.close();
    expect(planned.json.migrations).toHaveLength(1);
    expect(await stateOf(runner)).toEqual(before);
    await expect(runner.query('select * from "mikro_orm_migrations"')).rejects.toThrow();
  });

  test('takes a database that is not there for what it is', async () => {
    if (database.dialect === 'postgresql') {
      const location: DatabaseLocation = {
        dialect: 'postgresql',
        url: 'postgresql://nobody@127.0.0.1:1/none',
      };
      await expect(plan(await openRunner(database, [createLists], { location }))).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringContaining('migration:sql'),
      });
      return;
    }
    const path = join(process.env.TODO_TEST_FOLDER ?? '', 'unplanned.db');
    const planned = await plan(
      await openRunner(database, [createLists], { location: { dialect: 'sqlite', path } }),
    );
    expect(planned.text).toContain('There is no such file yet');
    expect(existsSync(path)).toBe(false);
  });

  test('begins where an interrupted run left off', async () => {
    const { runner } = await planAfterLists(database, () => {});
    await runner.query(
      `insert into "mikro_orm_migrations" ("name", "steps_done") values ('Migration02_pending (unfinished)', 1)`,
    );
    const pending = migration('Migration02_pending', (m) => {
      m.both('create table "one" ("id" integer)', 'create table "two" ("id" integer)');
    });
    const planned = await plan(
      await openRunner(database, [createLists, pending], { location: runner.location }),
    );
    expect(first(planned)?.done).toBe(1);
    expect(first(planned)?.statements?.map(({ sql }) => sql)).toEqual(['create table "two" ("id" integer)']);
    expect(planned.text).toContain('1 of its statements are done already');
  });

  test('reads where nothing can be written', async () => {
    const { orm, query } = await openRunner(database, [createLists]);
    await orm.migrator.up();
    const { dialect } = database;
    const reading = readOnly({ driver: orm.em.getDriver(), dialect }, (execute) =>
      execute('update "lists" set "name" = null'),
    );
    await expect(reading).rejects.toThrow(/read.?only/i);
    await query(`update "lists" set "name" = 'as before' where "id" = 1`);
  });
});

describeDatabases(
  'migration:plan',
  (database) => {
    test('follows the statements before: a check that one adds and another validates proves not null', async () => {
      const planned = await planAfterLists(
        database,
        (m) => {
          m.postgresql('alter table "todos" rename column "title" to "name"');
          m.postgresql('alter table "todos" add constraint "ck_name" check ("name" is not null) not valid');
          m.postgresql('alter table "todos" validate constraint "ck_name"');
          m.postgresql('alter table "todos" alter column "name" set not null');
          m.postgresql('alter table "todos" rename to "tasks"');
          m.postgresql('create index concurrently "ix_tasks_name" on "tasks" ("name")');
          m.postgresql('drop index concurrently "ix_tasks_name"');
        },
        { transactional: false },
      );
      const told = tablesOf(planned)?.map((tables) =>
        tables.map(({ table, lock, scan, rows }) => [table, lock, scan, rows?.n]),
      );
      expect(told).toEqual([
        [['todos', 'AccessExclusive', 'no', 4]],
        [['todos', 'AccessExclusive', 'no', 4]],
        [['todos', 'ShareUpdateExclusive', 'yes', 4]],
        [['todos', 'AccessExclusive', 'no', 4]],
        [['todos', 'AccessExclusive', 'no', 4]],
        [['tasks', 'ShareUpdateExclusive', 'yes', 4]],
        [['tasks', 'ShareUpdateExclusive', 'no', 4]],
      ]);
    });

    test('estimates the rows of a big table, and of a column', async () => {
      const { runner } = await planAfterLists(database, () => {});
      await runner.query(
        `insert into "lists" select g, case when g % 2 = 0 then repeat('x', 90) end from generate_series(10, 200000) as g`,
      );
      await runner.query('analyze "lists"');
      const dropping = migration('Migration03_drop', (m) => {
        m.both('alter table "lists" drop column "name"');
        m.loses({ table: 'lists', column: 'name' });
      });
      const { orm } = await openRunner(database, [createLists, dropping], { location: runner.location });
      const planned = await plan({ orm });
      const [loss] = planned.json.migrations.at(-1)?.losses ?? [];
      expect(loss?.count?.exact).toBe(false);
      expect(loss?.count?.n).toBeGreaterThan(80_000);
      expect(loss?.count?.n).toBeLessThan(120_000);
      expect(planned.text).toMatch(
        /lists, ~(19|20)\d,\d{3} rows: AccessExclusive lock, reads and writes wait/,
      );
    });

    test('tells a rewrite by the present type of the column', async () => {
      const planned = await planAfterLists(database, (m) => {
        m.postgresql('alter table "lists" alter column "name" type varchar(200)');
        m.postgresql('alter table "lists" alter column "name" type varchar(50)');
        m.postgresql('alter table "todos" alter column "id" type bigint');
      });
      expect(tablesOf(planned)?.map((tables) => tables.map(({ rewrite }) => rewrite))).toEqual([
        ['no'],
        // What the first one makes of it is not followed to the last number.
        ['unknown'],
        ['yes'],
      ]);
    });
  },
  'postgresql',
);

describeDatabases(
  'migration:plan',
  (database) => {
    test('says that a rebuild writes the table anew, and who waits', async () => {
      const planned = await planAfterLists(database, (m) => {
        m.rebuild('lists', `alter column "name" set default 'new'`);
        m.sqlite('alter table "todos" drop column "title"');
        m.loses({ table: 'todos', column: 'title' });
      });
      expect(
        tablesOf(planned)?.map((tables) => tables.map(({ table, rewrite }) => [table, rewrite])),
      ).toEqual([[['lists', 'yes']], [['todos', 'yes']]]);
      expect(planned.text.replace(/\s+/g, ' ')).toContain('every other writer waits');
      expect(planned.text).toContain('lists, 3 rows: rewritten, scanned (it is copied into its new form)');
    });
  },
  'sqlite',
);

async function stateOf({ location }: Runner) {
  const connection = await connect(location);
  try {
    const catalog = location.dialect === 'sqlite' ? sqliteCatalog : postgresCatalog;
    return { catalog: await catalog(connection), rows: await connection.rows() };
  } finally {
    await connection.close();
  }
}
