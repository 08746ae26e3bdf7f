import { describe, expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { migration, openRunner } from './runner.ts';

const names = ['Migration01_lists', 'Migration02_todos', 'Migration03_tags'];
const migrations = names.map((name) =>
  migration(
    name,
    (m) => m.both(`create table "${name}" ("id" integer)`),
    (m) => m.both(`drop table "${name}"`),
  ),
);
const [lists = '', todos = '', tags = ''] = names;

describeDatabases('choosing migrations', (database) => {
  describe('up', () => {
    test.each([
      ['to', { to: todos }, [lists, todos]],
      ['to, as a file name', { to: `${todos}.ts` }, [lists, todos]],
      ['from', { from: lists }, [todos, tags]],
      ['from and to', { from: lists, to: todos }, [todos]],
      ['only one', { migrations: [todos] }, [todos]],
      ['a name', todos, [todos]],
      ['two names', [tags, lists], [lists, tags]],
    ])('takes %s', async (_title, options, expected) => {
      const { orm, history } = await openRunner(database, migrations);
      await orm.migrator.up(options);
      expect(await history()).toEqual(expected);
    });

    test.each([
      ['to', { to: 'Migration02_todo' }],
      ['from', { from: 'Migration02_todo' }],
      ['only', { migrations: ['Migration02_todo'] }],
    ])('refuses an unknown name in %s, and suggests the nearest', async (_title, options) => {
      const { orm, history } = await openRunner(database, migrations);
      await expect(orm.migrator.up(options)).rejects.toMatchObject({
        code: 'UNKNOWN_MIGRATION',
        message:
          'There is no migration Migration02_todo in the migrations folder. Did you mean Migration02_todos? Nothing was changed.',
      });
      expect(await history()).toEqual([]);
    });

    test('finds nothing to do for one that is applied', async () => {
      const { orm } = await openRunner(database, migrations);
      await orm.migrator.up();
      expect(await orm.migrator.up({ to: todos })).toEqual([]);
    });
  });

  describe('down', () => {
    test.each([
      ['nothing: the last one', undefined, [lists, todos]],
      ['to', { to: lists }, [lists]],
      ['to 0', { to: 0 }, []],
      ['only', { migrations: [todos] }, [lists, tags]],
    ])('takes %s', async (_title, options, expected) => {
      const { orm, history } = await openRunner(database, migrations);
      await orm.migrator.up();
      await orm.migrator.down(options);
      expect(await history()).toEqual(expected);
    });

    test.each([
      ['an unknown name', { to: 'typo' }, 'UNKNOWN_MIGRATION', /no migration typo among the applied/],
      ['one that is not applied', { to: tags }, 'UNKNOWN_MIGRATION', /Migration03_tags among the applied/],
      ['the last one itself', { to: todos }, 'NOTHING_TO_REVERT', /no migration was applied after/],
    ])('refuses %s', async (_title, options, code, message) => {
      const { orm, history } = await openRunner(database, migrations);
      await orm.migrator.up({ to: todos });
      await expect(orm.migrator.down(options)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
      expect(await history()).toEqual([lists, todos]);
    });

    test('refuses from, which MikroORM ignores', async () => {
      const { orm, history } = await openRunner(database, migrations);
      await orm.migrator.up();
      // The command line passes whatever was typed.
      const options: object = { from: lists };
      await expect(orm.migrator.down(options)).rejects.toThrow('down starts at the last applied migration');
      expect(await history()).toEqual(names);
    });

    test('refuses to revert where nothing is applied', async () => {
      const { orm } = await openRunner(database, migrations);
      await expect(orm.migrator.down()).rejects.toMatchObject({
        code: 'NOTHING_TO_REVERT',
        message: 'There is nothing to revert: no migration is applied to this database.',
      });
    });
  });

  test('takes no transaction of the caller', async () => {
    const { orm, history } = await openRunner(database, migrations);
    await expect(orm.migrator.up({ transaction: {} })).rejects.toThrow('up and down take no transaction');
    expect(await history()).toEqual([]);
  });

  test('log and unlog refuse what they do not know', async () => {
    const { orm, history } = await openRunner(database, migrations);
    await orm.migrator.logMigration(lists);
    expect(await history()).toEqual([lists]);
    await expect(orm.migrator.logMigration(lists)).rejects.toMatchObject({ code: 'HISTORY_MISMATCH' });
    await expect(orm.migrator.logMigration('typo')).rejects.toMatchObject({ code: 'UNKNOWN_MIGRATION' });
    await expect(orm.migrator.unlogMigration(todos)).rejects.toMatchObject({ code: 'UNKNOWN_MIGRATION' });
    await orm.migrator.unlogMigration(lists);
    expect(await history()).toEqual([]);
  });

  test('list and pending need no history table, and make none', async () => {
    const { orm, query } = await openRunner(database, migrations);
    expect(await orm.migrator.getExecuted()).toEqual([]);
    expect((await orm.migrator.getPending()).map(({ name }) => name)).toEqual(names);
    await expect(query('select * from "mikro_orm_migrations"')).rejects.toThrow('mikro_orm_migrations');
  });
});
