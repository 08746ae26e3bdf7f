import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { describeDatabases } from '../../support/databases.ts';
import { eventually } from '../../support/until.ts';
import { createLists, migration, openRunner, type Runner } from './runner.ts';

const addNote = migration('Migration02_note', (m) =>
  m.both('alter table "todos" add column "note" text null'),
);

/** Holds what `statement` locks until the function that it gives is called. */
async function block({ orm }: Runner, statement: string): Promise<() => Promise<void>> {
  const em = orm.em.fork();
  await em.begin();
  await em.execute(statement);
  return () => em.rollback();
}

/** What a run fails with. */
function failureOf({ orm }: Runner): Promise<unknown> {
  return orm.migrator.up().then(
    () => undefined,
    (error: unknown) => error,
  );
}

/**
 * Does `check` with the time that a statement waits for its lock: again with more of it where the machine is so busy that
 * nobody could look in that time who holds the lock.
 */
async function inTime(check: (statementLockTimeout: number) => Promise<void>): Promise<void> {
  for (let ms = 300; ; ms *= 5) {
    try {
      return await check(ms);
    } catch (error) {
      if (ms > 30_000) {
        throw error;
      }
    }
  }
}

describeDatabases(
  'a lock that is not granted',
  (database) => {
    const lockRetries = 1;

    test('is told with who holds it, since when, and what it did, at each attempt and in the end', () =>
      inTime(async (statementLockTimeout) => {
        const runner = await openRunner(database, [createLists, addNote], {
          statementLockTimeout,
          lockRetries,
        });
        await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
        const free = await block(runner, `select *\n  from "todos" where "title" = 'milk'`);
        const who = String.raw`process \d+ \(application "todo-migration", user "postgres"\), whose transaction has been open for .+ and is idle; its last query: select \* from "todos" where "title" = 'milk'`;
        const failure = await failureOf(runner);
        await free();
        expect(failure).toMatchObject({
          code: 'LOCK_NOT_GRANTED',
          message: expect.stringMatching(
            new RegExp(
              `^Migration02_note gave up after 2 attempts: others held what it needs for alter table "todos" add column "note" text null\\.\\nHeld by ${who}\\.\\n` +
                'Nothing of this attempt was kept\\..* or end the transaction that holds the lock: select pg_terminate_backend\\(\\d+\\);$',
            ),
          ),
        });
        expect(runner.lines).toContainEqual(
          expect.stringMatching(
            new RegExp(
              `^Migration02_note: not granted the lock for alter table .* null\\. Held by ${who}\\. Trying again in`,
            ),
          ),
        );
      }));

    test('is granted once the statement that the message gives has run', async () => {
      const runner = await openRunner(database, [createLists, addNote], { statementLockTimeout: 300 });
      await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
      const holder = new Client(runner.location.dialect === 'postgresql' ? runner.location.url : '');
      holder.on('error', () => {}); // It is terminated.
      await holder.connect();
      await holder.query('begin');
      await holder.query('select * from "todos"');
      const running = runner.orm.migrator.up();
      const pid = await eventually(() =>
        runner.lines.map((line) => /Held by process (\d+)/.exec(line)?.[1]).find(Boolean),
      );
      await runner.query(`select pg_terminate_backend(${pid})`);
      expect(await running).toHaveLength(1);
      await holder.end().catch(() => {});
    });

    test('held by a user whose work is hidden is told as far as it is known', () =>
      inTime(async (statementLockTimeout) => {
        const owner = await openRunner(database, [createLists, addNote]);
        await owner.orm.migrator.up({ to: 'Migration01_create_lists' });
        const role = `migrator_${owner.location.dialect === 'postgresql' ? new URL(owner.location.url).pathname.slice(-12) : ''}`;
        await owner.query(`create role ${role} login`);
        await owner.query(`alter schema public owner to ${role}`);
        for (const table of ['lists', 'todos', 'mikro_orm_migrations']) {
          await owner.query(`alter table "${table}" owner to ${role}`);
        }
        const url = new URL(owner.location.dialect === 'postgresql' ? owner.location.url : '');
        url.username = role;
        const runner = await openRunner(database, [createLists, addNote], {
          statementLockTimeout,
          lockRetries,
          location: { dialect: 'postgresql', url: url.href },
        });
        const free = await block(owner, 'select * from "todos"');
        const failure = await failureOf(runner);
        await free();
        expect(failure).toMatchObject({
          message: expect.stringMatching(
            /Held by process \d+ \(application "todo-migration", user "postgres"\), whose work this user may not see\.\n/,
          ),
        });
      }));

    test('of the code of a migration itself is told too', () =>
      inTime(async (statementLockTimeout) => {
        const counting = migration('Migration02_code', async (m) => {
          await m.execute('lock table "todos" in access exclusive mode');
        });
        const runner = await openRunner(database, [createLists, counting], {
          statementLockTimeout,
          lockRetries,
        });
        await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
        const free = await block(runner, 'select * from "todos"');
        const failure = await failureOf(runner);
        await free();
        expect(failure).toMatchObject({
          message: expect.stringMatching(
            /others held what it needs for its transaction\.\nHeld by process \d+ /,
          ),
        });
      }));

    test('is waited for no longer by a validation that is committed by itself', () =>
      inTime(async (statementLockTimeout) => {
        const check = migration('Migration02_check', (m) =>
          m.both('alter table "todos" add constraint "ck_title" check ("title" is not null) not valid'),
        );
        const validate = migration(
          'Migration03_validate',
          (m) => m.both('alter table "todos" validate constraint "ck_title"'),
          () => {},
          { transactional: false },
        );
        const runner = await openRunner(database, [createLists, check, validate], {
          statementLockTimeout,
          lockRetries,
        });
        await runner.orm.migrator.up({ to: 'Migration02_check' });
        const free = await block(runner, 'lock table "todos" in share update exclusive mode');
        const failure = await failureOf(runner);
        await free();
        expect(failure).toMatchObject({
          code: 'LOCK_NOT_GRANTED',
          message: expect.stringMatching(
            /^Migration03_validate gave up .* validate constraint "ck_title"\.\nHeld by /,
          ),
        });
      }));
  },
  'postgresql',
);

describeDatabases(
  'a lock that is not granted',
  (database) => {
    test('is told as far as the file system tells', async () => {
      const runner = await openRunner(database, [createLists, addNote], { lockRetries: 1 });
      await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
      await runner.query('pragma busy_timeout = 50');
      const other = await openRunner(database, [], { location: runner.location });
      const free = await block(other, `update "todos" set "title" = 'x'`);
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'LOCK_NOT_GRANTED',
        message: expect.stringMatching(
          /\nHeld by another process, or another connection, that writes to \/.*\.db\.\n/,
        ),
      });
      await free();
    });
  },
  'sqlite',
);
