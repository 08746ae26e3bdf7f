import { afterEach, expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, openRunner } from './runner.ts';

const { NODE_ENV } = process.env;

describeDatabases('production', (database) => {
  afterEach(() => {
    process.env.NODE_ENV = NODE_ENV;
    delete process.env.MIGRATION_YES;
  });

  test('down needs an explicit yes, and says what it would lose', async () => {
    const { orm, history } = await openRunner(database, [createLists]);
    await orm.migrator.up();
    process.env.NODE_ENV = 'production';
    await expect(orm.migrator.down()).rejects.toMatchObject({
      code: 'CONFIRMATION_NEEDED',
      message:
        'This is production (NODE_ENV), and migration:down would revert Migration01_create_lists and lose table "todos" with its rows, table "lists" with its rows. Nothing was changed. ' +
        'If that is meant, say so: MIGRATION_YES=1 npx mikro-orm migration:down',
    });
    expect(await history()).toHaveLength(1);
    process.env.MIGRATION_YES = '1';
    await orm.migrator.down();
    expect(await history()).toEqual([]);
  });

  test('down takes the yes of an option', async () => {
    const { orm, location } = await openRunner(database, [createLists]);
    await orm.migrator.up();
    process.env.NODE_ENV = 'production';
    const { orm: sure, history } = await openRunner(database, [createLists], { location, yes: true });
    await sure.migrator.down();
    expect(await history()).toEqual([]);
  });

  test('fresh needs an explicit yes before anything is dropped', async () => {
    const { orm, query, history } = await openRunner(database, [createLists]);
    await orm.migrator.up();
    process.env.NODE_ENV = 'production';
    await expect(orm.schema.drop({ dropMigrationsTable: true })).rejects.toMatchObject({
      code: 'CONFIRMATION_NEEDED',
      message: expect.stringContaining('migration:fresh would drop every table of'),
    });
    expect(await history()).toHaveLength(1);
    expect(await query('select "id" from "lists" where "id" = 1')).toEqual([{ id: 1 }]);
  });

  test('up asks nothing', async () => {
    process.env.NODE_ENV = 'production';
    const { orm } = await openRunner(database, [createLists]);
    expect(await orm.migrator.up()).toHaveLength(1);
  });

  test('rollup is refused anywhere', async () => {
    const { orm } = await openRunner(database, [createLists]);
    await expect(orm.migrator.rollup()).rejects.toThrow('migration:rollup is refused');
  });
});
