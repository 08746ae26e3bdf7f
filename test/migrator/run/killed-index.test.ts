import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { type CommandLineProject, newCommandLineProject, removeProjects } from './command-line.ts';
import { createLists, migration, openRunner, type Runner } from './runner.ts';

const create = `
  override up() {
    this.addSql('create table "notes" ("id" integer primary key, "a" integer not null, "b" integer not null)');
    this.addSql('insert into "notes" select i, i, i from generate_series(1, 100) as i');
    this.addSql('create index "ix_notes" on "notes" ("a")');
  }
  override down() {
    this.addSql('drop table "notes"');
    this.loses({ table: 'notes' });
  }`;

/** An index is replaced without a moment in which there is none. */
const replace = `
  override isTransactional() {
    return false;
  }
  override up() {
    this.addSql('create index concurrently "ix_notes_new" on "notes" ("b")');
    this.addSql('drop index concurrently "ix_notes"');
    this.addSql('alter index "ix_notes_new" rename to "ix_notes"');
  }
  override down() {}`;

afterAll(removeProjects);

describeDatabases(
  'a change of indexes whose process is killed',
  (database) => {
    let project: CommandLineProject;

    beforeAll(async () => {
      project = await newCommandLineProject({ Migration01_create: create, Migration02_replace: replace });
    });

    const expectReplaced = async ({ query }: Runner) => {
      const indexes = await query(
        `select pg_get_indexdef(indexrelid) as index, indisvalid as valid from pg_index where indrelid = 'notes'::regclass and not indisprimary`,
      );
      expect(indexes).toEqual([
        { index: 'CREATE INDEX ix_notes ON public.notes USING btree (b)', valid: true },
      ]);
      expect(await query('select "name" from "mikro_orm_migrations" order by "id"')).toEqual([
        { name: 'Migration01_create' },
        { name: 'Migration02_replace' },
      ]);
    };

    test('before and after each statement: the last run ends as an undisturbed one', async () => {
      const location = await database.create('empty');
      await project.run(location, 'migration:up --to Migration01_create');
      const points = [
        'create index concurrently "ix_notes_new"',
        'unfinished.*, 1, null\\)',
        'drop index concurrently "ix_notes"',
        'unfinished.*, 2, null\\)',
        'alter index',
        'unfinished.*, 3, null\\)',
        `insert into .*'Migration02_replace'`,
      ];
      for (const KILL_BEFORE of points) {
        const { signal, stderr } = await project.run(location, 'migration:up', { KILL_BEFORE });
        expect([KILL_BEFORE, signal, stderr]).toEqual([KILL_BEFORE, 'SIGKILL', '']);
      }
      expect(await project.run(location, 'migration:up')).toMatchObject({ code: 0, stderr: '' });
      await expectReplaced(await openRunner(database, [], { location }));
    });

    test('while it drops one: it says whom it waits for, and the next run goes on', async () => {
      const location = await database.create('empty');
      await project.run(location, 'migration:up --to Migration01_create');
      const runner = await openRunner(database, [], { location });
      const reader = runner.orm.em.fork();
      await reader.begin();
      await reader.execute('select * from "notes" where "a" = 1');
      // The index is there already: what is killed is the drop.
      await runner.query('create index "ix_notes_new" on "notes" ("b")');
      const running = project.start(location, 'migration:up');
      await running.printed('What waits: drop index concurrently "ix_notes"');
      running.process.kill('SIGKILL');
      const { stdout } = await running.ended;
      expect(stdout).toMatch(
        /Still waiting for process \d+ \(application "todo-migration", user "postgres"\), whose transaction has been open for [\d.]+ (m?s|min.*) and is idle; its last query: select \* from "notes" where "a" = 1\. What waits:/,
      );
      await reader.rollback();
      expect(await project.run(location, 'migration:up')).toMatchObject({ code: 0, stderr: '' });
      await expectReplaced(runner);
    });

    test('while it builds one anew, what is left of it is dropped by the next run', async () => {
      const rebuild = migration(
        'Migration02_reindex',
        (m) => m.both('reindex table concurrently "todos"'),
        () => {},
        { transactional: false },
      );
      const runner = await openRunner(database, [createLists, rebuild]);
      await runner.orm.migrator.up({ to: 'Migration01_create_lists' });
      await runner.query('create index "ix_todos_ccnew" on "todos" ("title")');
      await runner.query(
        `update pg_index set indisvalid = false where indexrelid = 'ix_todos_ccnew'::regclass`,
      );
      await runner.orm.migrator.up();
      expect(runner.lines).toContain(
        'Dropping the invalid index ix_todos_ccnew that an interrupted run left behind.',
      );
      expect(await runner.query(`select to_regclass('ix_todos_ccnew') as left`)).toEqual([{ left: null }]);
    });
  },
  'postgresql',
);

describeDatabases(
  'a statement that stands alone',
  (database) => {
    test('runs in the schema that is asked for', async () => {
      const index = migration(
        'Migration02_index',
        (m) => m.both('create index concurrently "ix_todos_title" on "todos" ("title")'),
        () => {},
        { transactional: false },
      );
      const { orm, query } = await openRunner(database, [createLists, index]);
      await orm.migrator.up({ schema: 'tenant' });
      expect(await query(`select schemaname from pg_indexes where indexname = 'ix_todos_title'`)).toEqual([
        { schemaname: 'tenant' },
      ]);
    });
  },
  'postgresql',
);
