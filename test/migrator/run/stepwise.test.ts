import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, migration, openRunner } from './runner.ts';

const outside = { transactional: false };
const nothing = () => {};

describeDatabases('a migration outside a transaction', (database) => {
  const postgresql = database.dialect === 'postgresql';
  const concurrently = postgresql ? 'concurrently' : '';
  const indexes = (runner: { query(sql: string): Promise<Record<string, unknown>[]> }) =>
    runner.query(
      postgresql
        ? `select c.relname as name from pg_index i join pg_class c on c.oid = indexrelid where relname like 'ix\\_%' order by 1`
        : `select name from sqlite_schema where type = 'index' and name like 'ix\\_%' escape '\\' order by 1`,
    );

  test('is applied once, with its history row', async () => {
    const index = migration(
      'Migration02_index',
      (m) => m.both(`create index ${concurrently} "ix_todos_title" on "todos" ("title")`),
      (m) => m.both(`drop index ${concurrently} "ix_todos_title"`),
      outside,
    );
    const runner = await openRunner(database, [createLists, index]);
    await runner.orm.migrator.up();
    expect(await runner.history()).toEqual(['Migration01_create_lists', 'Migration02_index']);
    expect(await indexes(runner)).toEqual([{ name: 'ix_todos_title' }]);
    await runner.orm.migrator.down();
    expect(await indexes(runner)).toEqual([]);
    expect(await runner.history()).toEqual(['Migration01_create_lists']);
  });

  test('that fails half-way is continued by the next run', async () => {
    const broken = (value: string) =>
      migration(
        'Migration02_steps',
        (m) =>
          m.both(
            'create table "first" ("id" integer primary key)',
            'insert into "first" values (1)',
            `insert into "first" values (${value})`,
          ),
        nothing,
        outside,
      );
    const before = await openRunner(database, [createLists, broken('1')]);
    await expect(before.orm.migrator.up()).rejects.toMatchObject({
      code: expect.stringMatching(/STATEMENT_FAILED|ROWS_REFUSED/),
    });
    expect(await before.history()).toEqual(['Migration01_create_lists']);

    const after = await openRunner(database, [createLists, broken('2')], { location: before.location });
    await after.orm.migrator.up();
    expect(await after.history()).toEqual(['Migration01_create_lists', 'Migration02_steps']);
    expect(await after.query('select "id" from "first" order by 1')).toEqual([{ id: 1 }, { id: 2 }]);
    const rows = await after.query('select "name" from "mikro_orm_migrations" order by "id"');
    expect(rows).toEqual([{ name: 'Migration01_create_lists' }, { name: 'Migration02_steps' }]);
  });

  if (!postgresql) {
    test('is one transaction where nothing in it has to be outside', async () => {
      const steps = migration(
        'Migration02_steps',
        (m) => m.both('create table "first" ("id" integer)', 'insert into "nowhere" values (1)'),
        nothing,
        outside,
      );
      const { orm, query } = await openRunner(database, [createLists, steps]);
      await expect(orm.migrator.up()).rejects.toThrow('nowhere');
      await expect(query('select * from "first"')).rejects.toThrow('first');
    });

    test('runs what SQLite refuses inside one', async () => {
      const vacuum = migration('Migration02_vacuum', (m) => m.sqlite('vacuum'), nothing, outside);
      const { orm, history } = await openRunner(database, [createLists, vacuum]);
      await orm.migrator.up();
      expect(await history()).toHaveLength(2);
    });
    return;
  }

  test('leaves no invalid index behind when the build fails', async () => {
    const unique = migration(
      'Migration02_unique',
      (m) => m.both('create unique index concurrently "ix_todos_list" on "todos" ("list_id")'),
      nothing,
      outside,
    );
    const runner = await openRunner(database, [createLists, unique]);
    await expect(runner.orm.migrator.up()).rejects.toThrow(/list_id/);
    expect(await indexes(runner)).toEqual([]);
  });

  test('drops the invalid index of a build that was killed, and builds it', async () => {
    const index = migration(
      'Migration02_index',
      (m) => m.both('create index concurrently "ix_todos_title" on "todos" ("title")'),
      nothing,
      outside,
    );
    const runner = await openRunner(database, [createLists, index]);
    await runner.orm.migrator.up('Migration01_create_lists');
    await runner.query('create index "ix_todos_title" on "todos" ("title")');
    await runner.query(
      `update pg_index set indisvalid = false where indexrelid = 'ix_todos_title'::regclass`,
    );
    await runner.orm.migrator.up();
    expect(runner.lines).toContain(
      'Dropping the invalid index ix_todos_title that an interrupted run left behind.',
    );
    expect(
      await runner.query(`select indisvalid from pg_index where indexrelid = 'ix_todos_title'::regclass`),
    ).toEqual([{ indisvalid: true }]);
  });

  test('takes an index that is there already for its own', async () => {
    const index = migration(
      'Migration02_index',
      (m) => m.both('create index concurrently "ix_todos_title" on "todos" ("title")'),
      nothing,
      outside,
    );
    const runner = await openRunner(database, [createLists, index]);
    await runner.orm.migrator.up('Migration01_create_lists');
    await runner.query('create index "ix_todos_title" on "todos" ("title")');
    await runner.orm.migrator.up();
    expect(runner.lines).toContain('Index ix_todos_title is there already, from a run that was interrupted.');
    expect(await runner.history()).toHaveLength(2);
  });

  test('is refused to go on where statements that are done have been edited', async () => {
    const steps = (first: string) =>
      migration(
        'Migration02_steps',
        (m) => m.both(`create table "${first}" ("id" integer)`, 'insert into "nowhere" values (1)'),
        nothing,
        outside,
      );
    const before = await openRunner(database, [createLists, steps('first')]);
    await expect(before.orm.migrator.up()).rejects.toThrow('Statements 1 to 1 stay applied');
    const after = await openRunner(database, [createLists, steps('other')], { location: before.location });
    await expect(after.orm.migrator.up()).rejects.toMatchObject({
      code: 'HISTORY_MISMATCH',
      message: expect.stringContaining('interrupted after 1 of its statements'),
    });
  });

  test('is finished before anything is reverted', async () => {
    const steps = migration(
      'Migration02_steps',
      (m) => m.both('create table "first" ("id" integer)', 'insert into "nowhere" values (1)'),
      nothing,
      outside,
    );
    const { orm } = await openRunner(database, [createLists, steps]);
    await expect(orm.migrator.up()).rejects.toThrow('nowhere');
    await expect(orm.migrator.down()).rejects.toThrow(
      'up of Migration02_steps was interrupted. Run migration:up to finish it.',
    );
  });

  test('is asked for where a statement needs it', async () => {
    const index = migration('Migration02_index', (m) =>
      m.both('create table "first" ("id" integer)', 'create index concurrently "ix" on "todos" ("title")'),
    );
    const { orm, query } = await openRunner(database, [createLists, index]);
    await expect(orm.migrator.up()).rejects.toThrow('override isTransactional() { return false; }');
    await expect(query('select * from "first"')).rejects.toThrow('first');
  });

  test('accounts for the rows of each statement', async () => {
    const remove = migration(
      'Migration02_remove',
      (m) => m.both('create table "first" ("id" integer)', 'delete from "todos"'),
      nothing,
      outside,
    );
    const { orm, query } = await openRunner(database, [createLists, remove]);
    await expect(orm.migrator.up()).rejects.toThrow('4 rows of table "todos"');
    expect(await query('select count(*)::int as n from "todos"')).toEqual([{ n: 4 }]);
  });
});
