import { expect, test } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, migration, openRunner } from './runner.ts';

const addNote = migration(
  'Migration02_add_note',
  (m) => m.both('alter table "todos" add column "note" varchar(100) null'),
  (m) => {
    m.both('alter table "todos" drop column "note"');
    m.loses({ table: 'todos', column: 'note' });
  },
);

describeDatabases('running migrations', (database) => {
  test('applies every migration in order, with one history row and one line each', async () => {
    const { orm, history, lines, query } = await openRunner(database, [createLists, addNote]);
    const applied = await orm.migrator.up();
    expect(applied.map(({ name }) => name)).toEqual(['Migration01_create_lists', 'Migration02_add_note']);
    expect(await history()).toEqual(['Migration01_create_lists', 'Migration02_add_note']);
    expect(await query('select "note" from "todos" where "id" = 1')).toEqual([{ note: null }]);
    expect(lines).toEqual([
      expect.stringMatching(/^Applied Migration01_create_lists in [\d.]+ m?s\.$/),
      expect.stringMatching(/^Applied Migration02_add_note in [\d.]+ m?s\.$/),
    ]);
  });

  test('with nothing pending changes nothing and says so', async () => {
    const { orm, lines } = await openRunner(database, [createLists]);
    await orm.migrator.up();
    lines.length = 0;
    expect(await orm.migrator.up()).toEqual([]);
    expect(lines).toEqual(['Nothing to do: 1 migration is applied, none of those asked for is pending.']);
  });

  test('reverts the last migration and says beforehand what that loses', async () => {
    const { orm, history, lines } = await openRunner(database, [createLists, addNote]);
    await orm.migrator.up();
    lines.length = 0;
    await orm.migrator.down();
    expect(await history()).toEqual(['Migration01_create_lists']);
    expect(lines).toEqual([
      'Reverting Migration02_add_note loses the values of column "note" of table "todos".',
      expect.stringMatching(/^Reverted Migration02_add_note in [\d.]+ m?s\.$/),
    ]);
  });

  test('keeps nothing of a migration that fails, and everything of those before it', async () => {
    const broken = migration('Migration02_broken', (m) =>
      m.both('create table "half" ("id" integer)', 'insert into "nowhere" values (1)'),
    );
    const { orm, history, query } = await openRunner(database, [createLists, broken, addNote]);
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'STATEMENT_FAILED',
      message: expect.stringMatching(
        /^Migration02_broken failed at statement 2 of 2: insert into "nowhere" values \(1\)\n.*nowhere.*\nNothing of this migration was kept; those before it stay applied\./,
      ),
    });
    expect(await history()).toEqual(['Migration01_create_lists']);
    await expect(query('select * from "half"')).rejects.toThrow('half');
    expect(await query('select count(*) as n from "todos"')).toEqual([
      { n: database.dialect === 'sqlite' ? 4 : '4' },
    ]);
  });

  test('rolls a migration back when its history row cannot be written', async () => {
    const sabotage = migration('Migration02_sabotage', (m) =>
      m.both(
        'create table "half" ("id" integer)',
        'alter table "mikro_orm_migrations" rename to "elsewhere"',
      ),
    );
    const { orm, history, query } = await openRunner(database, [createLists, sabotage]);
    await expect(orm.migrator.up()).rejects.toThrow('mikro_orm_migrations');
    expect(await history()).toEqual(['Migration01_create_lists']);
    await expect(query('select * from "half"')).rejects.toThrow('half');
  });

  test('runs only the steps of its own database', async () => {
    const each = migration('Migration01_each', (m) => {
      m.sqlite('create table "only_sqlite" ("id" integer)');
      m.postgresql('create table "only_postgresql" ("id" integer)');
    });
    const { orm, query } = await openRunner(database, [each]);
    await orm.migrator.up();
    const other = database.dialect === 'sqlite' ? 'only_postgresql' : 'only_sqlite';
    await query(`select * from "only_${database.dialect}"`);
    await expect(query(`select * from "${other}"`)).rejects.toThrow(other);
  });

  test('runs migrations of plain MikroORM', async () => {
    class Migration01Plain extends Migration {
      override up() {
        this.addSql('create table "plain" ("id" integer)');
      }
    }
    const { orm, query, history } = await openRunner(database, [Migration01Plain]);
    await orm.migrator.up();
    expect(await history()).toEqual(['Migration01Plain']);
    expect(await query('select * from "plain"')).toEqual([]);
  });

  test('rolls back what the code of a migration executed itself', async () => {
    const code = migration('Migration02_code', async (m) => {
      await m.execute(`insert into "lists" ("id", "name") values (9, 'new')`);
      await m
        .getEntityManager()
        .getConnection()
        .execute('select 1', [], 'all', m.getEntityManager().getTransactionContext());
      m.both('insert into "nowhere" values (1)');
    });
    const { orm, query } = await openRunner(database, [createLists, code]);
    await expect(orm.migrator.up()).rejects.toThrow('nowhere');
    expect(await query('select * from "lists" where "id" = 9')).toEqual([]);
  });

  test('gives the code of a migration transactions of its own inside that of the migration', async () => {
    const code = migration('Migration02_code', async (m) => {
      await m.getEntityManager().transactional(async (em) => {
        await em.execute(`insert into "lists" ("id", "name") values (9, 'kept')`);
      });
      await m
        .getEntityManager()
        .transactional(async (em) => {
          await em.execute(`insert into "lists" ("id", "name") values (10, 'dropped')`);
          throw new Error('back');
        })
        .catch(() => {});
    });
    const { orm, query } = await openRunner(database, [createLists, code]);
    await orm.migrator.up();
    expect(await query('select "name" from "lists" where "id" > 8')).toEqual([{ name: 'kept' }]);
  });

  test('lets foreign keys act in a data migration as they do in the application', async () => {
    const remove = migration('Migration02_remove', (m) => {
      m.both('delete from "lists" where "id" = 1');
      m.loses({ table: 'lists', rows: 'home is gone' });
      m.loses({ table: 'todos', rows: 'with their list' });
    });
    const { orm, query } = await openRunner(database, [createLists, remove]);
    await orm.migrator.up();
    expect(await query('select "id" from "todos" order by "id"')).toEqual([{ id: 3 }, { id: 4 }]);
  });

  test('says what the code of a migration threw, and keeps nothing', async () => {
    const throwing = migration('Migration01_throwing', async (m) => {
      await m.execute('create table "half" ("id" integer)');
      throw new Error('no list is called inbox');
    });
    const { orm, query, history } = await openRunner(database, [throwing]);
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'STATEMENT_FAILED',
      message: expect.stringContaining(
        'Migration01_throwing failed in its own code: no list is called inbox',
      ),
    });
    expect(await history()).toEqual([]);
    await expect(query('select * from "half"')).rejects.toThrow('half');
  });

  test('tells listeners before and after each migration', async () => {
    const { orm } = await openRunner(database, [createLists]);
    const events: string[] = [];
    for (const event of ['migrating', 'migrated', 'reverting', 'reverted'] as const) {
      orm.migrator.on(event, ({ name }) => void events.push(`${event} ${name}`));
    }
    await orm.migrator.up();
    await orm.migrator.down();
    expect(events).toEqual([
      'migrating Migration01_create_lists',
      'migrated Migration01_create_lists',
      'reverting Migration01_create_lists',
      'reverted Migration01_create_lists',
    ]);
  });
});
