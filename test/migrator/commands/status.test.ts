import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import type { DatabaseLocation } from '../../../src/config.ts';
import { statusCommand } from '../../../src/migrator/commands/status.ts';
import type { MigrationStatus } from '../../../src/migrator/status/index.ts';
import { describeDatabases, type TestDatabase } from '../../support/databases.ts';
import { copyFolder, createTable, newFolder, openProject, type Project } from '../history/project.ts';
import { newCommandLineProject, OWN_PROGRAM, removeProjects } from '../run/command-line.ts';
import { createLists, migration, openRunner } from '../run/runner.ts';
import { runCommand } from './run-command.ts';

afterAll(removeProjects);

const status = async (project: Parameters<typeof runCommand>[1]) => {
  const { exitCode, json, lines } = await runCommand(statusCommand, project, {});
  const byName = (name: string) => json.migrations.find((candidate) => candidate.name === name);
  return { exitCode, json, byName, text: stripVTControlCharacters(lines.join('\n')) };
};

const changeLists = migration(
  'Migration02_change_lists',
  (m) => {
    m.rebuild('lists', `alter column "name" set default 'new'`);
    m.postgresql(`alter table "lists" alter column "name" set default 'new'`);
    m.postgresql('create index concurrently "ix_lists_name" on "lists" ("name")');
  },
  (m) => {
    m.rebuild('lists', 'drop column "name"');
    m.postgresql('alter table "lists" drop column "name"');
    m.loses({ table: 'lists', column: 'name' });
  },
  { transactional: false },
);

describeDatabases('migration:status', (database) => {
  test('says of each migration when, by whom and how it was applied, and what it has for each database', async () => {
    const runner = await openRunner(database, [createLists, changeLists]);
    await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
    const { exitCode, json, byName, text } = await status(runner);
    expect(exitCode).toBe(0);
    expect(json.database).toEqual({
      dialect: database.dialect,
      address: expect.any(String),
      problem: undefined,
    });
    const applied = byName('Migration01_create_lists');
    expect(applied).toMatchObject({
      state: 'applied',
      applied: { duration: expect.any(Number), by: expect.stringContaining('@') },
      checksum: 'as recorded',
      transactional: true,
      loses: { up: [], down: ['table "todos" with its rows', 'table "lists" with its rows'] },
      findings: [],
    });
    expect(Math.abs(Date.parse(String(applied?.applied?.at)) - Date.now())).toBeLessThan(3_600_000);
    expect(byName('Migration02_change_lists')).toMatchObject({
      state: 'pending',
      applied: undefined,
      transactional: false,
      dialects: {
        sqlite: { rebuilds: 1, steps: [`rebuild of "lists": alter column "name" set default 'new'`] },
        postgresql: { rebuilds: 0, steps: [expect.any(String), expect.stringContaining('concurrently')] },
      },
      loses: { down: ['the values of column "name" of table "lists"'] },
    });
    expect(text).toContain(': 1 applied, 1 pending.\nNobody holds the migration lock.');
    expect(text).toMatch(/✓ Migration01_create_lists +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +[\d.]+ m?s +\S+@\S+/);
    expect(text).toContain('outside a transaction · SQLite 1 rebuild · PostgreSQL 2 statements');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test('says what the files say where the database does not answer', async () => {
    const runner = await openRunner(database, [createLists], { location: nowhere(database) });
    const { exitCode, json, byName } = await status(runner);
    expect(exitCode).toBe(0);
    expect(json.database.problem).toMatch(/there is no SQLite file|cannot be reached: .*ECONNREFUSED/);
    expect(json.lock).toBeUndefined();
    // A file that is not there is an empty database; what a server that does not answer holds is not known.
    expect(byName('Migration01_create_lists')?.state).toBe(
      database.dialect === 'sqlite' ? 'pending' : 'unknown',
    );
  });

  test('creates no history table', async () => {
    const runner = await openRunner(database, [createLists]);
    const { byName } = await status(runner);
    expect(byName('Migration01_create_lists')?.state).toBe('pending');
    await expect(runner.query('select * from "mikro_orm_migrations"')).rejects.toThrow();
  });

  test('names the holder of the lock while a run goes on, and nobody after it', async () => {
    const started = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const slow = migration('Migration01_slow', async (m) => {
      await m.execute('select 1');
      started.resolve();
      await end.promise;
    });
    const { orm, location } = await openRunner(database, [slow]);
    const run = orm.migrator.up();
    await started.promise;
    const other = await openRunner(database, [createLists], { location });
    const during = await status(other);
    expect(during.json.lock).toEqual({
      held: true,
      holder: expect.objectContaining({ command: 'migration:up', pid: process.pid }),
    });
    expect(during.text).toContain(`is held by migration:up of process ${process.pid} on`);
    end.resolve();
    await run;
    expect((await status(other)).json.lock).toEqual({ held: false });
  });

  test('finds what does not fit, and says what to do', async () => {
    const { project, folder } = await recorded(database, {
      Migration1: createTable('Migration1', 'one'),
      Migration3: createTable('Migration3', 'three'),
    });
    await project.orm.migrator.up();
    await project.query(`insert into "mikro_orm_migrations" ("name") values ('Migration0_of_others')`);
    const changed = await copyFolder(folder, {
      'Migration1.ts': createTable('Migration1', 'other'),
      'Migration2.ts': createTable('Migration2', 'two'),
      'Migration4.ts': 'export const nothing = 1;',
    });
    await rm(join(changed, 'Migration3.ts'));
    const { exitCode, byName, text } = await status(await openProject(database, changed, project.location));
    expect(exitCode).toBe(1);
    const found = (name: string) => pick(byName(name));
    expect(found('Migration0_of_others')).toEqual(['applied', 'none', 'is not known here']);
    expect(found('Migration1')).toEqual(['applied', 'edited', 'was edited after it was applied']);
    expect(found('Migration2')).toEqual(['pending', 'not in the checksum file', 'is not in checksums.txt']);
    expect(found('Migration3')).toEqual(['applied', 'none', 'its file was deleted']);
    expect(found('Migration4')).toEqual([
      'pending',
      'not in the checksum file',
      'exports no migration class',
    ]);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Migration1 was edited after it was applied to this database.',
    );
  });

  test('says which migration was added late', async () => {
    const { project, folder } = await recorded(database, { Migration2: createTable('Migration2', 'two') });
    await project.orm.migrator.up();
    const more = await copyFolder(folder, { 'Migration1.ts': createTable('Migration1', 'one') });
    const later = await openProject(database, more, project.location);
    await later.record();
    const { exitCode, byName } = await status(later);
    expect(exitCode).toBe(1);
    expect(pick(byName('Migration1'))).toEqual(['pending', 'as recorded', 'it was added late']);
  });

  test('says which migration is unfinished', async () => {
    const failing = migration(
      'Migration01_failing',
      (m) => {
        m.both('create table "one" ("id" integer)', 'create table "one" ("id" integer)');
        m.sqlite('vacuum');
      },
      () => {},
      { transactional: false },
    );
    const runner = await openRunner(database, [failing]);
    await expect(runner.orm.migrator.up()).rejects.toThrow();
    const { exitCode, byName } = await status(runner);
    expect(exitCode).toBe(1);
    expect(pick(byName('Migration01_failing'))).toEqual(['unfinished', 'as recorded', 'was interrupted']);
  });

  test('tells a row that stock MikroORM wrote', async () => {
    const runner = await openRunner(database, [createLists]);
    await runner.orm.migrator.up();
    await runner.query('update "mikro_orm_migrations" set "checksum" = null, "duration_ms" = null');
    const { exitCode, byName } = await status(runner);
    expect(exitCode).toBe(0);
    expect(byName('Migration01_create_lists')).toMatchObject({
      checksum: 'not in the history',
      applied: { duration: undefined },
    });
  });
});

describeDatabases(
  'migration:status',
  (database) => {
    test('does not take a file that a killed run left for a lock', async () => {
      const runner = await openRunner(database, [createLists]);
      await runner.orm.migrator.up();
      const path = runner.location.dialect === 'sqlite' ? runner.location.path : '';
      await writeFile(
        `${path}.migrate-lock-holder`,
        '{"command":"migration:up","pid":1,"host":"x","since":0}',
      );
      expect((await status(runner)).json.lock).toEqual({ held: false });
    });

    test('prints one JSON document through the program, colours only where they are wanted', async () => {
      const project = await newCommandLineProject(
        { Migration01_lists: `override up() { this.addSql('create table "lists" ("id" integer)'); }` },
        OWN_PROGRAM,
      );
      const location = { dialect: 'sqlite', path: join(project.folder, 'none.db') } as const;
      const document = await project.run(location, 'migration:status --json --quiet');
      expect([document.code, document.stderr]).toEqual([0, '']);
      expect(JSON.parse(document.stdout)).toMatchObject({
        database: { dialect: 'sqlite', problem: expect.stringContaining('there is no SQLite file') },
        migrations: [{ name: 'Migration01_lists', state: 'pending', reversible: false }],
      });
      const piped = await project.run(location, 'migration:status --quiet');
      expect(piped.stdout).toBe(stripVTControlCharacters(piped.stdout));
      const coloured = await project.run(location, 'migration:status --quiet', { FORCE_COLOR: '1' });
      expect(stripVTControlCharacters(coloured.stdout)).toBe(piped.stdout);
      expect(coloured.stdout).not.toBe(piped.stdout);
      expect(existsSync(location.path)).toBe(false);
      expect(existsSync(`${location.path}.migrate-lock`)).toBe(false);
    });
  },
  'sqlite',
);

function nowhere({ dialect }: TestDatabase): DatabaseLocation {
  return dialect === 'sqlite'
    ? { dialect, path: join(process.env.TODO_TEST_FOLDER ?? '', 'none.db') }
    : { dialect, url: 'postgresql://nobody@127.0.0.1:1/none' };
}

/** State, checksum state, and the part of the finding that tells which it is. */
function pick(migration: MigrationStatus | undefined): (string | undefined)[] {
  const parts = [
    'is not known here',
    'was edited after it was applied',
    'exports no migration class',
    'is not in checksums.txt',
    'its file was deleted',
    'it was added late',
    'was interrupted',
  ];
  const text = migration?.findings.join(' ') ?? '';
  return [migration?.state, migration?.checksum, parts.find((part) => text.includes(part))];
}

async function recorded(
  database: TestDatabase,
  files: Record<string, string>,
): Promise<{ project: Project; folder: string }> {
  const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.ts`, text]));
  const folder = await newFolder(named);
  const project = await openProject(database, folder);
  await project.record();
  return { project, folder };
}
