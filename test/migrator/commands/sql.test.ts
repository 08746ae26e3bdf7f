import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { DatabaseLocation } from '../../../src/config.ts';
import { sqlCommand } from '../../../src/migrator/commands/sql.ts';
import { DualMigration } from '../../../src/migrator/index.ts';
import type { ScriptRequest } from '../../../src/migrator/script/index.ts';
import { describeDatabases, type TestDatabase } from '../../support/databases.ts';
import { postgresCatalog } from '../matrix/catalog-postgresql.ts';
import { sqliteCatalog } from '../matrix/catalog-sqlite.ts';
import { newCommandLineProject, OWN_PROGRAM, removeProjects } from '../run/command-line.ts';
import { createLists, migration, openRunner, type Runner } from '../run/runner.ts';
import { applyScript } from './apply-script.ts';
import { runCommand } from './run-command.ts';

afterAll(removeProjects);

const rebuild = migration(
  'Migration02_rebuild',
  (m) => {
    // A parent of cascading children: dropped with foreign keys on, it would take them along.
    m.rebuild('lists', `alter column "name" set default 'it''s; new' `, 'alter column "name" type text');
    m.postgresql(`alter table "lists" alter column "name" set default 'it''s; new'`);
    m.postgresql('alter table "lists" alter column "name" type text');
    m.both(
      `update "lists" set "name" = 'none -- of these' where "name" is null -- for now`,
      `alter table "lists" add column "note" varchar(20) null`,
    );
  },
  (m) => {
    m.both('alter table "lists" drop column "note"');
    m.loses({ table: 'lists', column: 'note' });
    m.rebuild('lists', 'alter column "name" drop default', 'alter column "name" type varchar(100)');
    m.postgresql('alter table "lists" alter column "name" drop default');
    m.postgresql('alter table "lists" alter column "name" type varchar(100)');
  },
);

const trigger = migration('Migration03_trigger', (m) => {
  m.sqlite(
    `create trigger "tr_lists" after update on "lists" begin update "todos" set "title" = "title" where 1; end`,
  );
  m.postgresql(`create function "touch" () returns trigger language plpgsql as $$ begin return new; end; $$`);
  m.postgresql('create trigger "tr_lists" before update on "lists" for each row execute function "touch" ()');
});

const index = migration(
  'Migration04_index',
  (m) => {
    m.sqlite('create index "ix_lists_name" on "lists" ("name")');
    m.postgresql('create index concurrently "ix_lists_name" on "lists" ("name")');
    m.both(`insert into "lists" ("id", "name") values (10, 'x')`);
  },
  (m) => {
    m.both('drop index "ix_lists_name"', `delete from "lists" where "id" = 10`);
    m.loses({ table: 'lists', rows: 'number 10' });
  },
  { transactional: false },
);

class Backfilled extends DualMigration {
  override name = 'Migration05_backfill';

  override isTransactional() {
    return false;
  }

  override up() {
    this.backfill({
      table: 'lists',
      set: { note: `'backfilled'` },
      where: `"note" is null`,
      batchSize: 2,
      pause: 0,
    });
  }
}

const ALL = [createLists, rebuild, trigger, index];

describeDatabases('migration:sql', (database) => {
  test('up: the script leads to the same schema, rows and history', async () => {
    const migrated = await openRunner(database, ALL);
    await migrated.orm.migrator.up();
    const scripted = await openRunner(database, ALL);
    await applyScript(scripted.location, await script(scripted));
    expect(await stateOf(database, scripted)).toEqual(await stateOf(database, migrated));
    // Nothing is left to do, and nothing is found to differ.
    expect(await scripted.orm.migrator.up()).toEqual([]);
  });

  test('--from and --to: only what comes after the one, up to the other', async () => {
    const migrated = await openRunner(database, ALL);
    await migrated.orm.migrator.up({ to: 'Migration04_index' });
    const scripted = await openRunner(database, ALL);
    await scripted.orm.migrator.up({ to: 'Migration01_create_lists' });
    const lines = await script(scripted, { from: 'Migration01_create_lists', to: 'Migration04_index' });
    expect(lines.filter((line) => line.startsWith('-- Migration'))).toEqual([
      '-- Migration02_rebuild',
      '-- Migration03_trigger',
      '-- Migration04_index',
    ]);
    await applyScript(scripted.location, lines);
    expect(await stateOf(database, scripted)).toEqual(await stateOf(database, migrated));
  });

  test('--down: reverts as migration:down does, and says what is lost', async () => {
    const chain = [createLists, rebuild, index];
    const migrated = await openRunner(database, chain);
    await migrated.orm.migrator.up();
    await migrated.orm.migrator.down({ to: 'Migration01_create_lists' });
    const scripted = await openRunner(database, chain);
    await scripted.orm.migrator.up();
    const lines = await script(scripted, { down: true, to: 'Migration01_create_lists' });
    expect(lines).toContain('-- Loses the values of column "note" of table "lists".');
    await applyScript(scripted.location, lines);
    expect(await stateOf(database, scripted)).toEqual(await stateOf(database, migrated));
  });

  test('--down: one step where nothing else is said, all of them with --to 0', async () => {
    const runner = await openRunner(database, [createLists, rebuild]);
    const named = (lines: string[]) => lines.filter((line) => line.startsWith('-- Migration'));
    expect(named(await script(runner, { down: true }))).toEqual(['-- Migration02_rebuild']);
    expect(named(await script(runner, { down: true, to: '0' }))).toEqual([
      '-- Migration02_rebuild',
      '-- Migration01_create_lists',
    ]);
    expect(named(await script(runner, { down: true, from: 'Migration01_create_lists' }))).toEqual([
      '-- Migration01_create_lists',
    ]);
  });

  test('a backfill changes every row that is to be changed, in batches', async () => {
    const runner = await openRunner(database, [createLists, rebuild, Backfilled]);
    const lines = await script(runner);
    await applyScript(runner.location, lines);
    expect(await runner.query('select distinct "note" from "lists"')).toEqual([{ note: 'backfilled' }]);
    expect(lines.join('\n')).toContain(database.dialect === 'sqlite' ? 'update "lists"' : 'limit 2');
    expect(await runner.history()).toEqual([
      'Migration01_create_lists',
      'Migration02_rebuild',
      'Migration05_backfill',
    ]);
  });

  test('a statement that fails leaves nothing of its migration', async () => {
    const failing = migration('Migration02_failing', (m) =>
      m.both('create table "more" ("id" integer)', 'create table "lists" ("id" integer)'),
    );
    const runner = await openRunner(database, [createLists]);
    await runner.orm.migrator.up();
    const { orm } = await openRunner(database, [createLists, failing]);
    const lines =
      database.dialect === 'sqlite'
        ? // It does not run on the database in memory either: what is written by hand behaves the same.
          [
            '.bail on',
            'begin immediate;',
            'create table "more" ("id" integer);',
            'create table "lists" (x);',
            'commit;',
          ]
        : await script({ ...runner, orm }, { from: 'Migration01_create_lists' });
    await expect(applyScript(runner.location, lines)).rejects.toThrow();
    await expect(runner.query('select * from "more"')).rejects.toThrow();
  });

  test('names a migration whose own code executes queries', async () => {
    const queries = migration('Migration02_queries', async (m) => {
      await m.execute('select 1');
    });
    const runner = await openRunner(database, [createLists, queries, rebuild]);
    await expect(script(runner)).rejects.toMatchObject({
      code: 'NOT_SCRIPTABLE',
      message: expect.stringContaining('Migration02_queries executes queries in its own code'),
    });
    expect(await script(runner, { to: 'Migration01_create_lists' })).toContain('-- Migration01_create_lists');
    expect(await script(runner, { from: 'Migration02_queries' })).toContain('-- Migration02_rebuild');
  });

  test('says for the other database, too, what it would run there', async () => {
    const runner = await openRunner(database, ALL);
    const other = database.dialect === 'sqlite' ? 'postgresql' : 'sqlite';
    const opposite = await openRunner(database, ALL);
    expect(await script(runner, { dialect: other })).toEqual(await script(opposite, { dialect: other }));
    expect((await script(runner, { dialect: other })).join('\n')).toContain(
      other === 'sqlite' ? 'pragma foreign_keys = off;' : 'create index concurrently "ix_lists_name"',
    );
  });

  test('--json: every statement with its migration and transaction', async () => {
    const runner = await openRunner(database, [createLists, index]);
    const { json } = await runCommand(sqlCommand, runner, { from: 'Migration01_create_lists' });
    expect(json.dialect).toBe(database.dialect);
    const [first] = json.statements.filter(({ sql }) => sql.includes('create index'));
    expect(first).toEqual({
      migration: 'Migration04_index',
      sql: expect.stringContaining('"ix_lists_name"'),
      transaction: database.dialect === 'sqlite' ? 0 : null,
    });
    const row = json.statements.find(({ sql }) => sql.startsWith('insert into "lists"'));
    expect(row?.transaction).toEqual(expect.any(Number));
  });
});

describe('migration:sql', () => {
  const foreign: Constructor<Migration>[] = [
    createLists,
    migration('Migration02_orphan', (m) => {
      m.rebuild('lists', 'alter column "name" set default 5');
    }),
  ];

  describeDatabases(
    'the script of a rebuild',
    (database) => {
      test('aborts where rows violate a foreign key', async () => {
        const { location, query, orm, lines: _ } = await openRunner(database, foreign);
        await orm.migrator.up({ to: 'Migration01_create_lists' });
        await query('pragma foreign_keys = off');
        await query('delete from "lists" where "id" = 1');
        const runner = await openRunner(database, foreign);
        const lines = await script(runner, { from: 'Migration01_create_lists' });
        await expect(applyScript(location, lines)).rejects.toThrow('violations of foreign keys');
        expect(await query(`select "name" from "mikro_orm_migrations"`)).toEqual([
          { name: 'Migration01_create_lists' },
        ]);
      });
    },
    'sqlite',
  );

  test('creates no file and asks no server', async () => {
    const project = await newCommandLineProject(
      { Migration01_lists: `override up() { this.addSql('create table "lists" ("id" integer)'); }` },
      OWN_PROGRAM,
    );
    const path = `${project.folder}/none.db`;
    const nowhere: DatabaseLocation[] = [
      { dialect: 'sqlite', path },
      { dialect: 'postgresql', url: 'postgresql://nobody@127.0.0.1:1/none' },
    ];
    for (const location of nowhere) {
      const { code, stdout, stderr } = await project.run(location, 'migration:sql --json --quiet');
      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({ dialect: location.dialect });
    }
    expect(existsSync(path)).toBe(false);
  });
});

async function script(runner: Runner, request: ScriptRequest = {}): Promise<string[]> {
  return [...(await runCommand(sqlCommand, runner, request)).lines];
}

/** Everything that a database holds, but for when, by whom and how fast. */
async function stateOf({ dialect }: TestDatabase, { query }: Runner) {
  const connection = { query: async (sql: string) => (await query(sql)) as Record<string, string>[] };
  const rows = async (table: string) => query(`select * from "${table}" order by 1`);
  return {
    catalog: await (dialect === 'sqlite'
      ? sqliteCatalog(connection as never)
      : postgresCatalog(connection as never)),
    lists: await rows('lists'),
    todos: await rows('todos'),
    history: await query(
      'select "id", "name", "checksum", "steps_done" from "mikro_orm_migrations" order by "id"',
    ),
  };
}
