import { expect, test } from '@jest/globals';
import type { RunObserver } from '../../../src/migrator/run/observer.ts';
import { settle } from '../../../src/migrator/run/options.ts';
import { runMigrations } from '../../../src/migrator/run/runner.ts';
import { Workbench } from '../../../src/migrator/run/workbench.ts';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, migration, openRunner, type Runner } from './runner.ts';

/** A workbench as a rehearsal makes it. */
function observed({ orm }: Runner, migrationsList: Parameters<typeof openRunner>[1], observer: RunObserver) {
  return new Workbench({
    driver: orm.em.getDriver(),
    options: { ...orm.config.get('migrations'), migrationsList },
    folder: '',
    settings: settle({}, () => {}),
    emit: async () => {},
    observer,
  });
}

describeDatabases('an observer of a run', (database) => {
  const both = database.dialect === 'sqlite' ? '' : 'concurrently';
  const index = migration(
    'Migration02_index',
    (m) => m.both('create table "first" ("id" integer)', `create index ${both} "ix_first" on "first" ("id")`),
    (m) => {
      m.both('drop table "first"');
      m.loses({ table: 'first' });
    },
    { transactional: false },
  );

  test('is called in the place of each step, inside its session', async () => {
    const seen: unknown[] = [];
    const runner = await openRunner(database, []);
    const workbench = observed(runner, [createLists, index], {
      async around({ migration: name, direction, step, index: place, alone }, session, run) {
        const there = async () => {
          const found = await session.execute(
            database.dialect === 'sqlite'
              ? `select 1 from sqlite_schema where name = 'first'`
              : `select 1 where to_regclass('first') is not null`,
          );
          return found.length === 1;
        };
        const before = await there();
        await run();
        seen.push([name, direction, step.kind, place, alone, before, await there()]);
      },
    });
    await runMigrations(workbench, 'up', 'Migration01_create_lists');
    expect(seen.splice(0)).toEqual(
      [0, 1, 2, 3].map((place) => ['Migration01_create_lists', 'up', 'sql', place, false, false, false]),
    );
    await runMigrations(workbench, 'up', undefined);
    await runMigrations(workbench, 'down', undefined);
    expect(seen).toEqual([
      ['Migration02_index', 'up', 'sql', 0, false, false, true],
      ['Migration02_index', 'up', 'sql', 1, database.dialect === 'postgresql', true, true],
      ['Migration02_index', 'down', 'sql', 0, false, true, false],
    ]);
    expect(await runner.history()).toEqual(['Migration01_create_lists']);
  });

  test('that fails rolls the step back', async () => {
    const runner = await openRunner(database, []);
    const workbench = observed(runner, [createLists], {
      async around(_place, _session, run) {
        await run();
        throw new Error('Seen enough.');
      },
    });
    await expect(runMigrations(workbench, 'up', undefined)).rejects.toThrow('Seen enough.');
    await expect(runner.query('select * from "lists"')).rejects.toThrow('lists');
  });
});
