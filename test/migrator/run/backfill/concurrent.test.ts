import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../../support/databases.ts';
import { until } from '../../../support/until.ts';
import { openRunner, type Runner } from '../runner.ts';
import { backfill, createNotes } from './rows.ts';

/** Opens a transaction that has changed one row. */
async function change({ orm }: Runner, id: number, slug: string) {
  const em = orm.em.fork();
  await em.begin();
  await em.execute(`update "notes" set "slug" = '${slug}' where "id" = ${id}`);
  return em;
}

describeDatabases(
  'a backfill beside others',
  (database) => {
    test('waits for a row that another transaction has changed, and leaves what that wrote', async () => {
      const runner = await openRunner(database, [createNotes(25), backfill()], {
        statementLockTimeout: 20_000,
      });
      await runner.orm.migrator.up({ to: 'Migration01_create_notes' });
      const em = await change(runner, 15, 'mine');
      const running = runner.orm.migrator.up();
      await until(
        async () =>
          (
            await runner.query(
              `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'update "notes"%' and datname = current_database()`,
            )
          ).length > 0,
      );
      // The batch before that is committed, and those after it hold nobody up.
      expect(
        await runner.query('select count(*)::int as "done" from "notes" where "slug" is not null'),
      ).toEqual([{ done: 10 }]);
      await runner.query(`update "notes" set "title" = 'served' where "id" in (5, 25)`);
      await em.commit();
      await running;
      expect(await runner.query('select "id", "n" from "notes" where "slug" = \'mine\'')).toEqual([
        { id: 15, n: 0 },
      ]);
      expect(await runner.query('select count(*)::int as "rows" from "notes" where "n" = 1')).toEqual([
        { rows: 24 },
      ]);
    });

    test('tries a batch again that did not get its lock, and says who has it', async () => {
      const runner = await openRunner(database, [createNotes(25), backfill()], { statementLockTimeout: 300 });
      await runner.orm.migrator.up({ to: 'Migration01_create_notes' });
      const em = await change(runner, 15, 'mine');
      const running = runner.orm.migrator.up();
      // On a busy machine nobody may have looked in time who has it, the first time.
      await until(() => runner.lines.some((line) => /not granted the lock .* Held by/.test(line)));
      await em.rollback();
      await running;
      expect(runner.lines).toContainEqual(
        expect.stringMatching(
          /^Migration02_slug: not granted the lock for backfill of "notes": .* Held by process \d+ .*; its last query: update "notes" set "slug" = 'mine' where "id" = 15\. Trying again in/,
        ),
      );
      expect(await runner.query('select distinct "n" from "notes"')).toEqual([{ n: 1 }]);
    });

    test('is bounded in time, batch by batch', async () => {
      const slow = backfill({ set: { slug: `case when "id" < 11 then 'x' else pg_sleep(30)::text end` } });
      const runner = await openRunner(database, [createNotes(25), slow], { statementTimeout: 1000 });
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'STATEMENT_TIMEOUT',
        message: expect.stringMatching(
          /: update "notes" set "slug" = .*\nThe batch was rolled back; what was committed before it stays/,
        ),
      });
      expect(
        await runner.query('select count(*)::int as "done" from "notes" where "slug" is not null'),
      ).toEqual([{ done: 10 }]);
    });

    test('runs in the schema that is asked for', async () => {
      const runner = await openRunner(database, [createNotes(25), backfill()]);
      await runner.orm.migrator.up({ schema: 'tenant' });
      expect(await runner.query('select distinct "n" from "tenant"."notes"')).toEqual([{ n: 1 }]);
    });
  },
  'postgresql',
);
