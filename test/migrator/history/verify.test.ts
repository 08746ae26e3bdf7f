import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Migrator } from '@mikro-orm/migrations';
import { describeDatabases } from '../../support/databases.ts';
import { copyFolder, createTable, newFolder, openProject, readChecksumText } from './project.ts';

const lists = { 'Migration01_lists.ts': createTable('Migration01_lists', 'lists') };
const todos = { 'Migration02_todos.ts': createTable('Migration02_todos', 'todos') };
const tags = { 'Migration03_tags.ts': createTable('Migration03_tags', 'tags') };

const environment = { NODE_ENV: process.env.NODE_ENV, CI: process.env.CI };

describeDatabases('history', (database) => {
  afterEach(() => {
    delete process.env.MIGRATION_RECORD;
    for (const [name, value] of Object.entries(environment)) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  });

  /** Applies `before`, then tries `after` on the same database. */
  async function change(before: Record<string, string>, after: (folder: string) => Promise<string>) {
    const folder = await newFolder(before);
    const first = await openProject(database, folder);
    await first.record();
    await first.orm.migrator.up();
    return openProject(database, await after(folder), first.location);
  }

  test('an applied migration that is edited is named before anything runs', async () => {
    const { orm, query } = await change({ ...lists, ...todos }, (folder) =>
      copyFolder(folder, { 'Migration01_lists.ts': createTable('Migration01_lists', 'other'), ...tags }),
    );
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'HISTORY_MISMATCH',
      message: expect.stringContaining(
        'Migration01_lists was edited after it was applied to this database. Restore the file from version control',
      ),
    });
    await expect(query('select * from "tags"')).rejects.toThrow('tags');
  });

  test('an applied migration whose file is deleted is named', async () => {
    const { orm } = await change({ ...lists, ...todos }, async (folder) => {
      const copy = await copyFolder(folder, tags);
      await rm(join(copy, 'Migration02_todos.ts'));
      return copy;
    });
    await expect(orm.migrator.up()).rejects.toThrow(
      'Migration02_todos is applied to this database, but its file was deleted.',
    );
  });

  test('an applied migration that nobody here knows is named, and unlog is the way out', async () => {
    const { orm } = await change({ ...lists, ...tags }, async () => {
      const other = await newFolder(lists);
      await (await openProject(database, other)).record();
      return other;
    });
    await expect(orm.migrator.up()).rejects.toThrow(
      'Migration03_tags is applied to this database, but is not known here',
    );
    await orm.migrator.unlogMigration('Migration03_tags');
    expect(await orm.migrator.up()).toEqual([]);
  });

  test('a migration that is older than the last applied one is refused as late', async () => {
    const { orm } = await change({ ...lists, ...tags }, async (folder) => {
      const copy = await copyFolder(folder, todos);
      await (await openProject(database, copy)).record();
      return copy;
    });
    await expect(orm.migrator.up()).rejects.toThrow(
      'Migration02_todos is not applied, but Migration03_tags, which comes after it, is: it was added late.',
    );
    const applied = await orm.migrator.up({ migrations: ['Migration02_todos'] });
    expect(applied.map(({ name }) => name)).toEqual(['Migration02_todos']);
  });

  test('down refuses to revert a migration that was edited', async () => {
    const { orm, query } = await change(lists, (folder) =>
      copyFolder(folder, { 'Migration01_lists.ts': createTable('Migration01_lists', 'other') }),
    );
    await expect(orm.migrator.down()).rejects.toThrow('Migration01_lists was edited after it was applied');
    await query('select * from "lists"');
  });

  test('down refuses a migration whose file is gone', async () => {
    const { orm } = await change({ ...lists, ...todos }, async () => newFolder(lists));
    await expect(orm.migrator.down()).rejects.toThrow(
      'Migration02_todos is applied, but its file is missing: it cannot be reverted.',
    );
  });

  test('other formatting is no edit', async () => {
    const { orm } = await change(lists, (folder) =>
      copyFolder(folder, {
        'Migration01_lists.ts': createTable('Migration01_lists', 'lists')
          .replaceAll("'create", '`create')
          .replaceAll(")')", ')`) // the table')
          .replaceAll('\n', '\r\n')
          .replaceAll('  ', '\t'),
        ...todos,
      }),
    );
    expect(await orm.migrator.up()).toHaveLength(1);
  });

  test('the newest migration may be edited while it is being written', async () => {
    const folder = await newFolder({ ...lists, ...todos });
    const first = await openProject(database, folder);
    await first.record();
    const edited = await copyFolder(folder, {
      'Migration02_todos.ts': createTable('Migration02_todos', 'tasks'),
    });
    delete process.env.CI;
    const { orm, lines } = await openProject(database, edited);
    await orm.migrator.up();
    expect(lines[0]).toBe('Recorded Migration02_todos in the checksum file as edited; commit both together.');
    expect(await readChecksumText(edited)).not.toBe(await readChecksumText(folder));
    await orm.migrator.down();
    lines.length = 0;
    await orm.migrator.up();
    expect(lines.join()).not.toContain('Recorded');
  });

  test.each([
    ['in production', { NODE_ENV: 'production' }],
    ['in continuous integration', { CI: 'true' }],
  ])('%s a file that is not what the checksum file says is refused', async (_title, variables) => {
    const folder = await newFolder(lists);
    await (await openProject(database, folder)).record();
    const edited = await copyFolder(folder, {
      'Migration01_lists.ts': createTable('Migration01_lists', 'x'),
    });
    const { orm } = await openProject(database, edited);
    Object.assign(process.env, variables);
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'HISTORY_MISMATCH',
      message: expect.stringContaining('Migration01_lists is not what checksums.txt says: it was edited.'),
    });
  });

  test('an older file that is not what the checksum file says is refused, unless asked to record it', async () => {
    const folder = await newFolder({ ...lists, ...todos });
    await (await openProject(database, folder)).record();
    const edited = await copyFolder(folder, {
      'Migration01_lists.ts': createTable('Migration01_lists', 'x'),
    });
    const { orm } = await openProject(database, edited);
    await expect(orm.migrator.up()).rejects.toThrow('MIGRATION_RECORD=1');
    process.env.MIGRATION_RECORD = '1';
    expect(await orm.migrator.up()).toHaveLength(2);
  });

  test('a checksum file in which two branches were merged is refused', async () => {
    const base = await newFolder(lists);
    await (await openProject(database, base)).record();
    const ours = await copyFolder(base, todos);
    const theirs = await copyFolder(base, tags);
    await (await openProject(database, ours)).record();
    await (await openProject(database, theirs)).record();
    const text = await readChecksumText(ours);
    const last = (await readChecksumText(theirs)).trimEnd().split('\n').at(-1);
    const merged = await copyFolder(ours, { ...tags, 'checksums.txt': `${text}${last}\n` });
    const { orm } = await openProject(database, merged);
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'HISTORY_MISMATCH',
      message: expect.stringContaining('(Migration03_tags) does not follow the one before it'),
    });
  });

  test('a conflict that git left in the checksum file is refused', async () => {
    const folder = await newFolder({ ...lists, 'checksums.txt': '<<<<<<< HEAD\n' });
    const { orm } = await openProject(database, folder);
    await expect(orm.migrator.up()).rejects.toThrow('checksums.txt, line 1 is no line of a checksum file');
  });

  test('a history that MikroORM wrote is adopted with its rows', async () => {
    const folder = await newFolder({ ...lists, ...todos });
    const location = await database.create('empty');
    const stock = await database.open(location, {
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: { path: folder, snapshot: false, silent: true },
    });
    await stock.em.getConnection().execute('create table "lists" ("id" integer)');
    await stock.migrator.logMigration('Migration01_lists.ts');

    const { orm, query, lines } = await openProject(database, folder, location);
    const applied = await orm.migrator.up();
    expect(applied.map(({ name }) => name)).toEqual(['Migration02_todos']);
    expect(lines[0]).toBe('Wrote the checksums of 1 applied migration into the history.');
    const rows = await query(
      'select "name", "checksum", "executed_by" from "mikro_orm_migrations" order by "id"',
    );
    expect(rows).toEqual([
      { name: 'Migration01_lists', checksum: expect.stringMatching(/^steps:/), executed_by: null },
      {
        name: 'Migration02_todos',
        checksum: expect.stringMatching(/^steps:/),
        executed_by: expect.any(String),
      },
    ]);
    // MikroORM's own migrator goes on reading it.
    expect((await stock.migrator.getExecuted()).map(({ name }) => name)).toEqual([
      'Migration01_lists',
      'Migration02_todos',
    ]);
  });

  test('each row says when, how long and by whom', async () => {
    const { orm, query } = await openProject(database, await newFolder(lists));
    const start = Date.now();
    await orm.migrator.up();
    const [row] = await orm.migrator.getExecuted();
    expect(Math.abs(Number(row?.executed_at) - start)).toBeLessThan(1_700_000);
    const rows = await query('select "duration_ms", "executed_by" from "mikro_orm_migrations"');
    expect(rows).toEqual([{ duration_ms: expect.any(Number), executed_by: expect.stringContaining('@') }]);
  });
});
