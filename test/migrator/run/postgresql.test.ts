import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { createLists, migration, openRunner } from './runner.ts';

describeDatabases(
  'running migrations, in its own ways,',
  (database) => {
    const addNote = migration('Migration02_note', (m) =>
      m.both('alter table "todos" add column "note" text null'),
    );

    test('a statement that does not get its lock lets others pass and tries again', async () => {
      const runner = await openRunner(database, [createLists, addNote], { statementLockTimeout: 100 });
      await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
      const em = runner.orm.em.fork();
      await em.begin();
      await em.execute('select * from "todos"');
      const running = runner.orm.migrator.up();
      await until(() => runner.lines.some((line) => line.includes('not granted')));
      // While the migration waits, others are served: it never stands in the queue for long.
      await runner.query(`update "todos" set "title" = 'served' where "id" = 1`);
      await em.commit();
      expect(await running).toHaveLength(1);
      expect(runner.lines).toContainEqual(
        expect.stringMatching(
          /^Migration02_note: not granted the lock for alter table "todos" add column "note" text null\. (Held by .*\. )?Trying again in \d+ ms \(1 of 30\)\.$/,
        ),
      );
    });

    test('a statement that never gets its lock fails in the end, and says so', async () => {
      const runner = await openRunner(database, [createLists, addNote], {
        statementLockTimeout: 50,
        lockRetries: 1,
      });
      await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
      const em = runner.orm.em.fork();
      await em.begin();
      await em.execute('select * from "todos"');
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'LOCK_NOT_GRANTED',
        message: expect.stringMatching(
          /^Migration02_note gave up after 2 attempts: others held what it needs/,
        ),
      });
      await em.rollback();
      expect(await runner.history()).toEqual(['Migration01_create_lists']);
    });

    test('works where the application has a single connection', async () => {
      const { location } = await openRunner(database, []);
      const orm = await database.open(location, {
        entities: [],
        discovery: { warnWhenNoEntities: false },
        migrations: { migrationsList: [createLists], snapshot: false, silent: true },
        pool: { min: 1, max: 1 },
      });
      const em = orm.em.fork();
      await em.begin();
      await em.execute('select 1');
      expect(await orm.migrator.up()).toHaveLength(1);
      await em.commit();
    });

    test('takes the lock and migrates through migrationUrl', async () => {
      const target = await openRunner(database, []);
      const other = await openRunner(database, []);
      if (target.location.dialect !== 'postgresql') {
        return;
      }
      const runner = await openRunner(database, [createLists], {
        location: other.location,
        migrationUrl: target.location.url,
      });
      await runner.orm.migrator.up();
      expect(await target.query('select count(*)::int as n from "todos"')).toEqual([{ n: 4 }]);
      await expect(other.query('select * from "todos"')).rejects.toThrow('todos');
    });

    test('a database that does not exist is created by up, and reported by list', async () => {
      const { location } = await openRunner(database, []);
      if (location.dialect !== 'postgresql') {
        return;
      }
      const url = `${location.url}_new`;
      const runner = await openRunner(database, [createLists], { location: { dialect: 'postgresql', url } });
      await expect(runner.orm.migrator.getExecuted()).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringContaining('_new" does not exist'),
      });
      expect(await runner.orm.migrator.up()).toHaveLength(1);
      expect(runner.lines[0]).toMatch(/^Created the database /);
    });

    test('a server that does not answer is one clear line', async () => {
      const runner = await openRunner(database, [], {
        location: { dialect: 'postgresql', url: 'postgresql://user:secret@127.0.0.1:1/todo' },
      });
      const failure = runner.orm.migrator.up();
      await expect(failure).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
      await expect(failure).rejects.toThrow(/^The database 127\.0\.0\.1:1\/todo cannot be reached: /);
      await expect(failure).rejects.not.toThrow('secret');
    });

    test('runs in another schema, with a history of its own there', async () => {
      const runner = await openRunner(database, [createLists, addNote]);
      await runner.orm.migrator.up({ schema: 'tenant' });
      expect(await runner.query('select count(*)::int as n from "tenant"."todos"')).toEqual([{ n: 4 }]);
      await expect(runner.query('select * from "public"."todos"')).rejects.toThrow('todos');
      expect(await runner.orm.migrator.getExecuted({ schema: 'tenant' })).toHaveLength(2);
      expect(await runner.history()).toEqual([]);
      await runner.orm.migrator.down({ schema: 'tenant' });
      expect(await runner.orm.migrator.getPending({ schema: 'tenant' })).toHaveLength(1);
    });

    test('fresh drops the database itself when asked to', async () => {
      const runner = await openRunner(database, [createLists]);
      await runner.orm.migrator.up();
      await runner.query('create table "by_hand" ("id" integer)');
      await runner.orm.schema.drop({ dropMigrationsTable: true, dropDb: true });
      expect(await runner.orm.migrator.up()).toHaveLength(1);
      await expect(runner.query('select * from "by_hand"')).rejects.toThrow('by_hand');
    });
  },
  'postgresql',
);
