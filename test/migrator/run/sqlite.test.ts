import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, migration, openRunner, type Runner } from './runner.ts';

/** Folder for the backups of one test: databases of all tests lie in one folder. */
const folderOf = ({ location }: Pick<Runner, 'location'>) =>
  location.dialect === 'sqlite' ? `${location.path}-backups` : '';

describeDatabases(
  'running migrations, in its own ways,',
  (database) => {
    const table = (name: string) =>
      migration(
        name,
        (m) => m.both(`create table "${name}" ("id" integer)`),
        (m) => m.both(`drop table "${name}"`),
      );

    describe('foreign keys', () => {
      const foreignKeys = async ({ query }: Runner) => (await query('pragma foreign_keys'))[0]?.foreign_keys;

      test('keep the children of a table that is rebuilt', async () => {
        const rebuild = migration('Migration02_rebuild', (m) =>
          m.rebuild('lists', `alter column "name" set default 'x'`),
        );
        const runner = await openRunner(database, [createLists, rebuild]);
        await runner.orm.migrator.up();
        expect(await runner.query('select count(*) as n from "todos"')).toEqual([{ n: 4 }]);
        expect(await foreignKeys(runner)).toBe(1);
      });

      test('are on again after a rebuild that failed', async () => {
        const broken = migration('Migration02_broken', (m) => {
          m.rebuild('lists', `alter column "name" set default 'x'`);
          m.both('select nothing from nowhere');
        });
        const runner = await openRunner(database, [createLists, broken]);
        await expect(runner.orm.migrator.up()).rejects.toThrow('nowhere');
        expect(await foreignKeys(runner)).toBe(1);
      });

      test('stay off where the application has them off', async () => {
        const runner = await openRunner(database, [createLists]);
        await runner.query('pragma foreign_keys = off');
        await runner.orm.migrator.up();
        expect(await foreignKeys(runner)).toBe(0);
      });

      test('that a migration leaves violated roll it back, with the rows', async () => {
        const orphan = migration('Migration02_orphan', (m) => {
          m.both('drop table "lists"');
          m.loses({ table: 'lists' });
        });
        const runner = await openRunner(database, [createLists, orphan]);
        await expect(runner.orm.migrator.up()).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
        expect(await runner.query('select count(*) as n from "lists"')).toEqual([{ n: 3 }]);
      });

      test('that were violated before are no fault of a migration', async () => {
        const rebuild = migration('Migration02_rebuild', (m) =>
          m.rebuild('lists', `alter column "name" set default 'x'`),
        );
        const first = await openRunner(database, [createLists]);
        await first.orm.migrator.up();
        await first.query('pragma foreign_keys = off');
        await first.query('insert into "todos" ("id", "list_id") values (77, 99)');
        await first.query('pragma foreign_keys = on');
        const runner = await openRunner(database, [createLists, rebuild], { location: first.location });
        await runner.orm.migrator.up();
        expect(await runner.history()).toHaveLength(2);
      });

      test('are on for whatever the application writes meanwhile', async () => {
        const seen: unknown[] = [];
        const rebuild = migration('Migration02_rebuild', async (m) => {
          await m.execute('select 1');
          m.rebuild('lists', `alter column "name" set default 'x'`);
        });
        const runner = await openRunner(database, [createLists, rebuild]);
        const running = runner.orm.migrator.up();
        for (let turn = 0; turn < 20; turn++) {
          seen.push(await foreignKeys(runner));
        }
        await running;
        expect(new Set(seen)).toEqual(new Set([1]));
      });
    });

    describe('backups', () => {
      test('are taken before the first pending migration, and hold what was there', async () => {
        const location = await database.create('empty');
        const backupFolder = folderOf({ location });
        const first = await openRunner(database, [createLists], { location, backupFolder });
        await first.orm.migrator.up();
        expect(existsSync(backupFolder)).toBe(false);

        const clear = migration('Migration02_clear', (m) => {
          m.both('delete from "todos"');
          m.loses({ table: 'todos', rows: 'test' });
        });
        const second = await openRunner(database, [createLists, clear], { location, backupFolder });
        await second.orm.migrator.up();
        const [file = ''] = await readdir(backupFolder);
        const path = join(backupFolder, file);
        expect(second.lines[0]).toBe(`Saved the database as ${path}`);
        const saved = await openRunner(database, [], { location: { dialect: 'sqlite', path } });
        expect(await saved.query('select count(*) as n from "todos"')).toEqual([{ n: 4 }]);
        expect(await saved.history()).toEqual(['Migration01_create_lists']);
      });

      test('are as many as asked for, the newest ones', async () => {
        const location = await database.create('empty');
        const backupFolder = folderOf({ location });
        await mkdir(backupFolder);
        await writeFile(join(backupFolder, 'notes.txt'), 'not ours');
        const runner = await openRunner(database, [createLists, table('Migration02')], {
          location,
          backupFolder,
          keepBackups: 2,
        });
        await runner.orm.migrator.up();
        for (let round = 0; round < 4; round++) {
          await runner.orm.migrator.down();
          await runner.orm.migrator.up();
        }
        const files = (await readdir(backupFolder)).sort();
        expect(files).toHaveLength(3);
        const reported = runner.lines.filter((line) => line.startsWith('Saved')).slice(-2);
        for (const line of reported) {
          expect(existsSync(line.replace('Saved the database as ', ''))).toBe(true);
        }
      });

      test('are not taken where none are wanted, and not without a pending migration', async () => {
        const location = await database.create('empty');
        const backupFolder = folderOf({ location });
        const runner = await openRunner(database, [createLists, table('Migration02')], {
          location,
          backupFolder,
          keepBackups: 0,
        });
        await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
        await runner.orm.migrator.up();
        const second = await openRunner(database, [createLists, table('Migration02')], {
          location,
          backupFolder,
        });
        await second.orm.migrator.up();
        expect(existsSync(backupFolder)).toBe(false);
      });

      test('that fail keep the run from starting, and say where', async () => {
        const location = await database.create('empty');
        const backupFolder = folderOf({ location });
        await writeFile(backupFolder, 'a file where the folder should be');
        const runner = await openRunner(database, [createLists, table('Migration02')], {
          location,
          backupFolder,
        });
        await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
        await expect(runner.orm.migrator.up()).rejects.toMatchObject({
          code: 'BACKUP_FAILED',
          message: expect.stringContaining(backupFolder),
        });
        expect(await runner.history()).toEqual(['Migration01_create_lists']);
      });
    });

    test('a folder that cannot be written is named', async () => {
      const location = await database.create('empty');
      if (location.dialect !== 'sqlite' || process.getuid?.() === 0) {
        // The superuser may write anywhere.
        return;
      }
      const folder = join(dirname(location.path), 'read-only');
      await mkdir(folder);
      await chmod(folder, 0o555);
      const path = join(folder, 'todo.db');
      const runner = await openRunner(database, [createLists], { location: { dialect: 'sqlite', path } });
      await expect(runner.orm.migrator.up()).rejects.toThrow(path);
    });

    test('fresh drops every table, also those that the entities do not know', async () => {
      const { orm, query, lines } = await openRunner(database, [createLists], { keepBackups: 0 });
      await orm.migrator.up();
      await query('create view "names" as select "name" from "lists"');
      await query('create table "by_hand" ("id" integer references "lists" ("id"))');
      await orm.schema.drop({ dropMigrationsTable: true });
      expect(await query(`select name from sqlite_schema where name not like 'sqlite%'`)).toEqual([]);
      expect(lines.at(-1)).toMatch(/^Dropped every table of .*\.db\.$/);
      expect(await orm.migrator.up()).toHaveLength(1);
    });
  },
  'sqlite',
);
