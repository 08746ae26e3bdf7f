import { expect, test } from '@jest/globals';
import { letsOthersWork } from '../../../src/migrator/dialects/postgresql/session/lets-others-work.ts';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, migration, openRunner } from './runner.ts';

const outside = { transactional: false };
const nothing = () => {};

describeDatabases(
  'the time that a statement may take',
  (database) => {
    const hasty = { statementTimeout: 1500 };

    test('is bounded: the migration is rolled back, and the statement, the time and the setting are named', async () => {
      const slow = migration('Migration02_slow', (m) =>
        m.both('alter table "todos" add column "note" text null', 'select pg_sleep(30)'),
      );
      const runner = await openRunner(database, [createLists, slow], hasty);
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'STATEMENT_TIMEOUT',
        message:
          'Migration02_slow: a statement took longer than 1.5 s and was stopped, because others may wait for what it locks: select pg_sleep(30)\n' +
          'Nothing of this migration was kept; those before it stay applied. Change rows in batches (this.backfill), build indexes concurrently, or give it more time: ' +
          'MIGRATION_STATEMENT_TIMEOUT_MS in the environment, or statementTimeout among the options of dualMigrator (milliseconds, 0 for no limit).',
      });
      expect(await runner.history()).toEqual(['Migration01_create_lists']);
      await expect(runner.query('select "note" from "todos"')).rejects.toThrow('note');
    });

    test('is bounded for the queries of its own code', async () => {
      const slow = migration('Migration02_slow', async (m) => {
        await m.execute('select pg_sleep(30)');
      });
      const runner = await openRunner(database, [createLists, slow], hasty);
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'STATEMENT_TIMEOUT',
        message: expect.stringContaining('select pg_sleep(30)\nNothing of this migration was kept'),
      });
    });

    test('is bounded for statements that are committed one by one, and says what stays', async () => {
      const slow = migration(
        'Migration02_slow',
        (m) => m.both('create table "first" ("id" integer)', 'select pg_sleep(30)'),
        nothing,
        outside,
      );
      const runner = await openRunner(database, [createLists, slow], hasty);
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'STATEMENT_TIMEOUT',
        message: expect.stringContaining('Statements 1 to 1 stay applied'),
      });
    });

    /** What a statement runs under, noted by a check that reads every row. */
    const sees = `("title" is null or note_limits())`;
    const noteLimits = migration('Migration02_note', (m) =>
      m.both(
        'create table "limits" ("lock" text, "statement" text)',
        `create function note_limits() returns boolean language plpgsql as $$ begin
           insert into "limits" values (current_setting('lock_timeout'), current_setting('statement_timeout'));
           return true;
         end $$`,
        `alter table "todos" add constraint "ck_slow" check ${sees} not valid`,
      ),
    );
    const validate = 'alter table "todos" validate constraint "ck_slow"';
    const limits = 'select distinct "lock", "statement" from "limits"';

    test('is not bounded for a validation by itself, which waits for its lock no longer even so', async () => {
      const alone = migration('Migration03_validate', (m) => m.both(validate), nothing, outside);
      const { orm, query } = await openRunner(database, [createLists, noteLimits, alone]);
      await orm.migrator.up();
      expect(await query(limits)).toEqual([{ lock: '2s', statement: '0' }]);
    });

    test('is bounded for a validation behind a statement that locks the table', async () => {
      const together = migration('Migration03_validate', (m) =>
        m.both('alter table "todos" add column "note" text null', validate),
      );
      const { orm, query } = await openRunner(database, [createLists, noteLimits, together]);
      await orm.migrator.up();
      expect(await query(limits)).toEqual([{ lock: '2s', statement: '5min' }]);
    });

    test('is bounded again behind a validation', async () => {
      const slow = migration('Migration03_validate', (m) => m.both(validate, 'select pg_sleep(30)'));
      const { orm } = await openRunner(database, [createLists, noteLimits, slow], hasty);
      await expect(orm.migrator.up()).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' });
    });

    test('is not bounded for an index that is built concurrently, whatever the user has set', async () => {
      const index = migration(
        'Migration03_index',
        (m) => m.both(`create index concurrently "ix_slow" on "todos" ("id") where "title" = slow()`),
        nothing,
        outside,
      );
      const slow = migration('Migration02_slow', (m) =>
        m.both(
          `create function slow() returns text immutable language plpgsql as $$ begin perform pg_sleep(0.5); return 'x'; end $$`,
        ),
      );
      const runner = await openRunner(database, [createLists, slow, index], { statementTimeout: 1000 });
      await runner.query(`do $$ begin
        execute format('alter database %I set statement_timeout = 1500', current_database());
      end $$`);
      expect(await runner.orm.migrator.up()).toHaveLength(3);
    });

    test('is bounded for what stands alone and locks all the same', async () => {
      const full = migration('Migration02_full', (m) => m.both('vacuum (full) "todos"'), nothing, outside);
      const runner = await openRunner(database, [createLists, full], {
        statementLockTimeout: 200,
        lockRetries: 1,
      });
      await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
      const em = runner.orm.em.fork();
      await em.begin();
      await em.execute('select * from "todos"');
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({ code: 'LOCK_NOT_GRANTED' });
      await em.rollback();
    });
  },
  'postgresql',
);

test.each([
  ['create unique index concurrently "ix" on "t" ("a")', true],
  ['-- why\ndrop index concurrently if exists "ix"', true],
  ['reindex (verbose) table concurrently "t"', true],
  ['alter table only "s"."t" validate constraint "ck" , validate constraint "fk";', true],
  ['alter table "t" validate constraint "ck", add column "a" text', false],
  ['alter table "t" add constraint "ck" check ("a" > 0) not valid', false],
  ['vacuum "t"', true],
  ['vacuum (full, analyze) "t"', false],
  ['analyze "t"', true],
  ['create index "ix" on "t" ("a")', false],
  ['update "t" set "a" = 1', false],
])('%s lets others work: %s', (sql, expected) => {
  expect(letsOthersWork(sql)).toBe(expected);
});
