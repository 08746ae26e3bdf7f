import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { type CommandLineProject, newCommandLineProject, removeProjects } from './command-line.ts';
import { openRunner } from './runner.ts';

const PROCESSES = 16;
/** Each costs two seconds; what more of them would show, the others have. */
const WAITING = 5;

const createCounters = `
  override up() {
    this.addSql('create table "counters" ("id" integer primary key, "n" integer not null)');
    this.addSql('create table "marks" ("id" integer primary key, "counter_id" integer null references "counters" ("id") on delete cascade)');
    this.addSql('insert into "counters" values (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0)');
    this.addSql('insert into "marks" values (1, 1), (2, 8)');
  }
  override down() {
    this.addSql('drop table "marks"');
    this.addSql('drop table "counters"');
    this.loses({ table: 'marks' });
    this.loses({ table: 'counters' });
  }`;

/** To apply it twice counts twice. */
const count = (pause: number) => `
  override async up() {
    for (let id = 1; id <= 8; id++) {
      await this.execute(\`update "counters" set "n" = "n" + 1 where "id" = \${id}\`);
      await new Promise((resolve) => setTimeout(resolve, ${pause}));
    }
  }
  override down() {
    this.addSql('update "counters" set "n" = "n" - 1');
  }`;

/** Counts until it is interrupted, and says that it has begun. */
const countForEver = `
  override async up() {
    for (;;) {
      await this.execute('update "counters" set "n" = "n" + 1 where "id" = 1');
      console.log('Counting');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  override down() {}`;

const changeCounters = `
  override up() {
    this.rebuildSqlite('counters', 'alter column "n" set default 5');
    this.postgresql('alter table "counters" alter column "n" set default 5');
    this.addSql('alter table "counters" add column "note" varchar(20) null');
  }
  override down() {
    this.addSql('alter table "counters" drop column "note"');
    this.loses({ table: 'counters', column: 'note' });
  }`;

const indexCounters = `
  override isTransactional() {
    return false;
  }
  override up() {
    this.sqlite('create index "ix_counters_n" on "counters" ("n")');
    this.postgresql('create index concurrently "ix_counters_n" on "counters" ("n")');
    this.addSql('update "counters" set "n" = "n" + 10');
  }
  override down() {
    this.addSql('drop index "ix_counters_n"');
  }`;

const NAMES = ['Migration01_create', 'Migration02_count', 'Migration03_change', 'Migration04_index'];

afterAll(removeProjects);

describeDatabases('processes', (database) => {
  let project: CommandLineProject;

  beforeAll(async () => {
    project = await newCommandLineProject({
      Migration01_create: createCounters,
      Migration02_count: count(1),
      Migration03_change: changeCounters,
      Migration04_index: indexCounters,
    });
  });

  /** What an undisturbed run leaves. */
  async function expectMigrated(location: Awaited<ReturnType<typeof database.create>>) {
    const { query } = await openRunner(database, [], { location });
    const history = await query('select "name" from "mikro_orm_migrations" order by "id"');
    expect(history.map(({ name }) => name)).toEqual(NAMES);
    expect(await query('select distinct "n", "note" from "counters"')).toEqual([{ n: 11, note: null }]);
    expect(await query('select "id" from "marks" order by "id"')).toEqual([{ id: 1 }, { id: 2 }]);
    const valid =
      database.dialect === 'sqlite'
        ? `select 1 as valid from sqlite_schema where name = 'ix_counters_n'`
        : `select indisvalid::int as valid from pg_index where indexrelid = 'ix_counters_n'::regclass`;
    expect(await query(valid)).toEqual([{ valid: 1 }]);
  }

  test(`${PROCESSES} at once apply every migration once, and all succeed`, async () => {
    const location = await database.create('empty');
    const ended = await Promise.all(
      Array.from({ length: PROCESSES }, () => project.run(location, 'migration:up')),
    );
    expect(ended.map(({ code, stderr }) => `${code} ${stderr}`)).toEqual(Array(PROCESSES).fill('0 '));
    expect(ended.filter(({ stdout }) => stdout.includes('Applied Migration02_count'))).toHaveLength(1);
    await expectMigrated(location);
  });

  test(`${WAITING} at once with one slow data migration pending count once`, async () => {
    const slow = await newCommandLineProject({
      Migration01_create: createCounters,
      Migration02_count: count(250),
    });
    const location = await database.create('empty');
    await slow.run(location, 'migration:up --to Migration01_create');
    const ended = await Promise.all(
      Array.from({ length: WAITING }, () => slow.run(location, 'migration:up')),
    );
    expect(ended.map(({ code, stderr }) => `${code} ${stderr}`)).toEqual(Array(WAITING).fill('0 '));
    const { query, history } = await openRunner(database, [], { location });
    expect(await history()).toEqual(NAMES.slice(0, 2));
    expect(await query('select distinct "n" from "counters"')).toEqual([{ n: 1 }]);
  });

  test('killed at one point after the other, the last run ends as an undisturbed one', async () => {
    const location = await database.create('empty');
    const points = [
      'create table .mikro_orm_migrations',
      'insert into "counters"',
      'insert into .*mikro_orm_migrations".*Migration01',
      '"n" = "n" \\+ 1 where "id" = 5',
      'insert into .*mikro_orm_migrations".*Migration02',
      'add column "note"',
      'insert into .*mikro_orm_migrations".*Migration03',
      'index .*"ix_counters_n"',
      '"n" = "n" \\+ 10',
      `insert into .*mikro_orm_migrations".*'Migration04_index'`,
    ];
    for (const KILL_BEFORE of points) {
      const { signal, stderr } = await project.run(location, 'migration:up', { KILL_BEFORE });
      expect([KILL_BEFORE, signal, stderr]).toEqual([KILL_BEFORE, 'SIGKILL', '']);
    }
    expect(await project.run(location, 'migration:up')).toMatchObject({ code: 0, stderr: '' });
    await expectMigrated(location);
  });

  test('interrupted by Ctrl-C, a run rolls back, says so, and ends with 130', async () => {
    const slow = await newCommandLineProject({
      Migration01_create: createCounters,
      Migration02_count: countForEver,
    });
    const location = await database.create('empty');
    const running = slow.start(location, 'migration:up');
    await running.printed('Counting');
    running.process.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect(stdout).toContain('SIGINT: stopping; the migration in progress is rolled back.');
    expect(stderr).toBe(
      'Interrupted by SIGINT. The migration in progress was rolled back; those before it stay applied.\n',
    );
    expect(code).toBe(130);
    const { query, history } = await openRunner(database, [], { location });
    expect(await history()).toEqual(['Migration01_create']);
    expect(await query('select distinct "n" from "counters"')).toEqual([{ n: 0 }]);
  });

  if (database.dialect === 'postgresql') {
    test('killed while an index is built, the next run drops what is left of it and builds it', async () => {
      const location = await database.create('empty');
      await project.run(location, 'migration:up --to Migration03_change');
      const { orm, query } = await openRunner(database, [], { location });
      const blocker = orm.em.fork();
      await blocker.begin();
      await blocker.execute('update "counters" set "n" = "n"');
      const running = project.start(location, 'migration:up');
      const building = `select pid from pg_stat_activity where query like 'create index concurrently%' and datname = current_database() and wait_event_type = 'Lock'`;
      await until(async () => (await query(building)).length > 0);
      running.process.kill('SIGKILL');
      await running.ended;
      // The server notices by itself within a second.
      await until(async () => (await query(building)).length === 0);
      await blocker.rollback();
      const left = await query(
        `select indisvalid from pg_index where indexrelid = to_regclass('ix_counters_n')`,
      );
      expect(left).toEqual([{ indisvalid: false }]);
      const { code, stdout } = await project.run(location, 'migration:up');
      expect(stdout).toContain(
        'Dropping the invalid index ix_counters_n that an interrupted run left behind.',
      );
      expect(code).toBe(0);
      await expectMigrated(location);
    });
  }

  describe('the command line', () => {
    test('ends a refusal with its sentence alone, and 1', async () => {
      const location = await database.create('empty');
      expect(await project.run(location, 'migration:up --to typo')).toEqual({
        code: 1,
        signal: null,
        stdout: '',
        stderr:
          'There is no migration typo in the migrations folder. The last one is Migration04_index. Nothing was changed.\n',
      });
    });

    test('claims no success where nothing was done', async () => {
      const location = await database.create('empty');
      await project.run(location, 'migration:up');
      const { code, stdout } = await project.run(location, 'migration:up');
      expect([code, stdout]).toEqual([
        0,
        '[migrator] Nothing to do: 4 migrations are applied, none of those asked for is pending.\n',
      ]);
    });
  });
});
