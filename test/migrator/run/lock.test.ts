import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { migration, openRunner } from './runner.ts';

/** A migration that waits, in the middle of its run, until it is let go. */
function paused() {
  const reached = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  let runs = 0;
  const slow = migration('Migration01_slow', async (m) => {
    await m.execute('create table "slow" ("id" integer)');
    runs++;
    reached.resolve();
    await go.promise;
  });
  return { slow, reached: reached.promise, go: () => go.resolve(), runs: () => runs };
}

describeDatabases('the migration lock', (database) => {
  test('lets a second run wait, and then find nothing to do', async () => {
    const { slow, reached, go, runs } = paused();
    const first = await openRunner(database, [slow]);
    const second = await openRunner(database, [slow], { location: first.location });
    const running = first.orm.migrator.up();
    await reached;
    const waiting = second.orm.migrator.up();
    await until(() => second.lines.length > 0);
    go();
    expect(await running).toHaveLength(1);
    expect(await waiting).toEqual([]);
    expect(runs()).toBe(1);
    expect(second.lines.at(-1)).toBe(
      'Nothing to do: 1 migration is applied, none of those asked for is pending.',
    );
    const waits = new RegExp(
      `^Waiting for migration:up of process ${process.pid} on \\S+, which has run for .*\\. Giving up in \\d+ min \\d+ s\\.$`,
    );
    // Said again every ten seconds.
    expect(second.lines.slice(0, -1).filter((line) => !waits.test(line))).toEqual([]);
  });

  test('gives up after its time, naming who holds it', async () => {
    const { slow, reached, go } = paused();
    const first = await openRunner(database, [slow]);
    const second = await openRunner(database, [slow], { location: first.location, lockTimeout: 200 });
    const running = first.orm.migrator.up();
    await reached;
    await expect(second.orm.migrator.up()).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringMatching(
        /^Waited [\d.]+ m?s for the migration lock; it is held by migration:up of process \d+ on /,
      ),
    });
    go();
    await running;
  });

  test.each(['down', 'log', 'unlog', 'fresh'] as const)('is also taken by %s', async (command) => {
    const { slow, reached, go } = paused();
    const first = await openRunner(database, [slow]);
    const second = await openRunner(database, [slow], { location: first.location, lockTimeout: 100 });
    const running = first.orm.migrator.up();
    await reached;
    const commands = {
      down: () => second.orm.migrator.down(),
      log: () => second.orm.migrator.logMigration('Migration01_slow'),
      unlog: () => second.orm.migrator.unlogMigration('Migration01_slow'),
      fresh: () => second.orm.schema.drop({ dropMigrationsTable: true }),
    };
    await expect(commands[command]()).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' });
    go();
    await running;
  });

  test('is free again after a migration failed', async () => {
    const broken = migration('Migration01_broken', (m) => m.both('select nothing from nowhere'));
    const { orm, location } = await openRunner(database, [broken]);
    await expect(orm.migrator.up()).rejects.toThrow('nowhere');
    const again = await openRunner(database, [], { location, lockTimeout: 0 });
    expect(await again.orm.migrator.up()).toEqual([]);
  });

  test('does not keep a reader from listing', async () => {
    const { slow, reached, go } = paused();
    const first = await openRunner(database, [slow]);
    const second = await openRunner(database, [slow], { location: first.location });
    const running = first.orm.migrator.up();
    await reached;
    expect((await second.orm.migrator.getPending()).map(({ name }) => name)).toEqual(['Migration01_slow']);
    go();
    await running;
  });

  if (database.dialect === 'postgresql') {
    test('that is lost in the middle of a migration rolls it back', async () => {
      const { slow, reached, go } = paused();
      const { orm, query, history } = await openRunner(database, [slow]);
      const running = orm.migrator.up();
      await reached;
      await query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      );
      go();
      await expect(running).rejects.toMatchObject({
        code: 'LOCK_TIMEOUT',
        message: expect.stringContaining('The connection that holds the migration lock was lost'),
      });
      expect(await history()).toEqual([]);
    });

    test('is that of its history table only', async () => {
      const { slow, reached, go } = paused();
      const first = await openRunner(database, [slow]);
      const other = await database.open(first.location, {
        ...first.orm.config.getAll(),
        migrations: { migrationsList: [], tableName: 'other_migrations', snapshot: false },
      });
      const running = first.orm.migrator.up();
      await reached;
      expect(await other.migrator.up()).toEqual([]);
      go();
      await running;
    });
  }
});

test('a database in memory queues its runs', async () => {
  const { slow, reached, go, runs } = paused();
  const { openOrm } = await import('../../../src/database/orm.ts');
  const { dualMigrator } = await import('../../../src/migrator/index.ts');
  const orm = await openOrm(
    { dialect: 'sqlite', path: ':memory:' },
    {
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [dualMigrator({ report: () => {} })],
      migrations: { migrationsList: [slow], snapshot: false },
    },
  );
  const both = [orm.migrator.up(), orm.migrator.up()];
  await reached;
  go();
  expect((await Promise.all(both)).map((done) => done.length).sort()).toEqual([0, 1]);
  expect(runs()).toBe(1);
  await orm.close(true);
});
