import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../../support/databases.ts';
import { migration, openRunner, type Runner } from '../runner.ts';
import { backfill, createNotes, fillSlug } from './rows.ts';

const outside = { transactional: false };
const nothing = () => {};

/** How the rows are: how many there are for each number of changes, and with or without the new value. */
function summary({ query }: Runner) {
  return query(
    'select "n", cast(count(*) as integer) as "rows", cast(count("slug") as integer) as "done" from "notes" group by "n" order by "n"',
  );
}

describeDatabases('a backfill', (database) => {
  const sqlite = database.dialect === 'sqlite';

  test('changes every row once, batch by batch along the primary key', async () => {
    const batches: string[] = [];
    const runner = await openRunner(database, [createNotes(95), backfill()]);
    runner.orm.config.set('onQuery', (sql: string) => {
      if (/^update "notes"/.test(sql)) {
        batches.push(sql);
      }
      return sql;
    });
    await runner.orm.migrator.up({ to: 'Migration01_create_notes' });
    await runner.orm.migrator.up();
    expect(await summary(runner)).toEqual([{ n: 1, rows: 95, done: 95 }]);
    expect(batches).toHaveLength(10);
    const [two, three] = sqlite ? ['20', '30'] : [`'20'`, `'30'`];
    expect(batches[2]).toBe(
      `update "notes" set "slug" = lower("title"), "n" = "n" + 1 where "id" > ${two} and "id" <= ${three} and ("slug" is null)`,
    );
    expect(runner.lines).toContainEqual(
      expect.stringMatching(/^Migration02_slug: "notes": 95 rows changed; this run took \d+/),
    );
    expect(await runner.query('select "name" from "mikro_orm_migrations" order by "id"')).toEqual([
      { name: 'Migration01_create_notes' },
      { name: 'Migration02_slug' },
    ]);
  });

  test('that has nothing to do is done', async () => {
    const runner = await openRunner(database, [createNotes(3), backfill({ where: '"title" is null' })]);
    await runner.orm.migrator.up();
    expect(await summary(runner)).toEqual([{ n: 0, rows: 3, done: 0 }]);
    expect(runner.lines).toContainEqual(expect.stringContaining('"notes": 0 rows changed'));
  });

  test('goes along a composite key, whatever its types', async () => {
    const table = migration('Migration01_create', (m) => {
      m.both(
        `create table "marks" ("a" varchar(10) not null, "b" numeric(10, 2) not null, "n" integer not null, primary key ("a", "b"))`,
      );
      for (const a of ['x', "y'", 'Z"']) {
        for (let b = 0; b < 7; b++) {
          m.both(`insert into "marks" values ('${a.replace("'", "''")}', ${b / 4}, 0)`);
        }
      }
    });
    const fill = migration(
      'Migration02_fill',
      (m) =>
        m.backfill({
          table: 'marks',
          set: { n: '"n" + 1' },
          where: '"n" = 0 -- yet',
          batchSize: 4,
          pause: 0,
        }),
      nothing,
      outside,
    );
    const { orm, query } = await openRunner(database, [table, fill]);
    await orm.migrator.up();
    expect(await query('select cast(count(*) as integer) as "rows" from "marks" where "n" = 1')).toEqual([
      { rows: 21 },
    ]);
  });

  test('goes along another unique key where one is named', async () => {
    const table = migration('Migration01_create', (m) =>
      m.both(
        'create table "marks" ("id" integer primary key, "code" varchar(10) not null, "n" integer not null)',
        'create unique index "uq_marks_code" on "marks" ("code")',
        `insert into "marks" values (1, 'b', 0), (2, 'c', 0), (3, 'a', 0)`,
      ),
    );
    const order: string[] = [];
    const fill = (key: string[]) =>
      migration(
        'Migration02_fill',
        (m) => m.backfill({ table: 'marks', set: { n: '1' }, where: '"n" = 0', key, batchSize: 1, pause: 0 }),
        nothing,
        outside,
      );
    const wrong = await openRunner(database, [table, fill(['n'])]);
    await expect(wrong.orm.migrator.up()).rejects.toMatchObject({
      code: 'BACKFILL_REFUSED',
      message: expect.stringContaining(
        `there is no unique index over exactly the columns of its key, in that order; there is ['id'], ['code']. None of its rows was changed.`,
      ),
    });
    const { orm } = await openRunner(database, [table, fill(['code'])], { location: wrong.location });
    orm.config.set('onQuery', (sql: string) => {
      order.push(...(/^update "marks" .*"code" <= ('\w')/.exec(sql)?.slice(1) ?? []));
      return sql;
    });
    await orm.migrator.up();
    expect(order).toEqual([`'a'`, `'b'`, `'c'`]);
  });

  test('comes to rows that were inserted behind it', async () => {
    const runner = await openRunner(database, [createNotes(25), backfill()]);
    await runner.orm.migrator.up({ to: 'Migration01_create_notes' });
    await runner.query('update "notes" set "id" = "id" + 100');
    // A trigger stands for another session that inserts while the last batch is changed.
    const insert = `insert into "notes" ("id", "title") values (1, 'Behind')`;
    await runner.query(
      sqlite
        ? `create trigger "behind" after update on "notes" when new."id" = 125 begin ${insert}; end`
        : `create function behind() returns trigger language plpgsql as $$ begin ${insert}; return null; end $$`,
    );
    if (!sqlite) {
      await runner.query(
        'create trigger "behind" after update on "notes" for each row when (new."id" = 125) execute function behind()',
      );
    }
    await runner.orm.migrator.up();
    expect(await summary(runner)).toEqual([{ n: 1, rows: 26, done: 26 }]);
  });

  test('whose condition stays true of a row is stopped at that row', async () => {
    const runner = await openRunner(database, [createNotes(25), backfill()]);
    await runner.orm.migrator.up({ to: 'Migration01_create_notes' });
    await runner.query('update "notes" set "title" = null where "id" = 15');
    await expect(runner.orm.migrator.up()).rejects.toMatchObject({
      code: 'BACKFILL_UNENDING',
      message: `Migration02_slug: the backfill of "notes" would never end: its condition is still true of a row that it has changed, the one with "id" = ${sqlite ? '15' : `'15'`}. This batch was rolled back; those before it stay.
Let the change make the condition false in every row: "slug" is null
Rows that are left: select * from "notes" where ("slug" is null)`,
    });
    expect(await summary(runner)).toEqual([
      { n: 0, rows: 15, done: 0 },
      { n: 1, rows: 10, done: 10 },
    ]);
    await runner.query(`update "notes" set "title" = 'There' where "id" = 15`);
    await runner.orm.migrator.up();
    expect(runner.lines).toContain(
      `Migration02_slug: going on with the backfill of "notes" after "id" = ${sqlite ? '10' : `'10'`}.`,
    );
    expect(await summary(runner)).toEqual([{ n: 1, rows: 25, done: 25 }]);
  });

  test('is stopped where something writes such rows again and again', async () => {
    const runner = await openRunner(database, [createNotes(3), backfill({ batchSize: 3 })]);
    await runner.orm.migrator.up({ to: 'Migration01_create_notes' });
    // Whatever is changed makes another row that is still to be changed.
    const insert = `insert into "notes" ("id", "title") select min("id") - 1, 'Again' from "notes"`;
    await runner.query(
      sqlite
        ? `create trigger "again" after update on "notes" when new."id" < 2 begin ${insert}; end`
        : `create function again() returns trigger language plpgsql as $$ begin ${insert}; return null; end $$`,
    );
    if (!sqlite) {
      await runner.query(
        'create trigger "again" after update on "notes" for each row when (new."id" < 2) execute function again()',
      );
    }
    await expect(runner.orm.migrator.up()).rejects.toMatchObject({
      code: 'BACKFILL_UNENDING',
      message: expect.stringContaining('the backfill of "notes" went through the table 10 times'),
    });
  });

  test('inside a transaction is refused', async () => {
    const refused = migration('Migration02_slug', (m) => {
      m.both('create table "first" ("id" integer)');
      m.backfill(fillSlug);
    });
    const { orm, query } = await openRunner(database, [createNotes(3), refused]);
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'BACKFILL_REFUSED',
      message: expect.stringMatching(
        /its statements would hold locks on every row .*`override isTransactional\(\) \{ return false; \}`\. None of its rows was changed\.$/,
      ),
    });
    await expect(query('select * from "first"')).rejects.toThrow('first');
  });

  test.each([
    [{ batchSize: 0 }, 'batchSize is 0; it must be a whole number from 1 to 10000'],
    [{ batchSize: 10_001 }, 'batchSize is 10001; it must be'],
    [{ pause: -1 }, 'pause is -1; it must be a whole number of milliseconds from 0 to 60000'],
    [{ set: {} }, 'set names no column'],
    [{ where: ' ' }, 'where is empty'],
    [{ key: [] }, 'key names no column'],
    [{ set: { id: '"id" + 1' } }, 'it changes "id", which is part of the key that it goes along'],
    [{ table: 'nowhere' }, 'there is no such table'],
  ])('with %j is refused', async (changes, reason) => {
    const runner = await openRunner(database, [createNotes(3), backfill(changes)]);
    await expect(runner.orm.migrator.up()).rejects.toMatchObject({
      code: 'BACKFILL_REFUSED',
      message: expect.stringContaining(reason),
    });
    expect(await summary(runner)).toEqual([{ n: 0, rows: 3, done: 0 }]);
  });

  test('of a table without a key to go along is refused', async () => {
    const table = migration('Migration01_create', (m) =>
      m.both(
        'create table "notes" ("id" integer null, "slug" varchar(10) null, "title" varchar(10) null, "n" integer null)',
        'create unique index "uq_notes_id" on "notes" ("id")',
        'insert into "notes" ("title") values (null)',
      ),
    );
    const { orm, location } = await openRunner(database, [table, backfill()]);
    await expect(orm.migrator.up()).rejects.toThrow(
      `it has no primary key to go along; name the columns of a unique index as its key: ['id']`,
    );
    const named = await openRunner(database, [table, backfill({ key: ['id'] })], { location });
    await expect(named.orm.migrator.up()).rejects.toThrow('there are rows without a value in its key');
  });

  test('leaves foreign keys on', async () => {
    const tables = migration('Migration01_create', (m) =>
      m.both(
        'create table "lists" ("id" integer primary key)',
        'create table "todos" ("id" integer primary key, "list_id" integer null references "lists" ("id"))',
        'insert into "todos" ("id") values (1), (2)',
      ),
    );
    const fill = migration(
      'Migration02_fill',
      (m) => m.backfill({ table: 'todos', set: { list_id: '"id"' }, where: '"list_id" is null' }),
      nothing,
      outside,
    );
    const { orm, query } = await openRunner(database, [tables, fill]);
    await expect(orm.migrator.up()).rejects.toMatchObject({
      code: 'STATEMENT_FAILED',
      message: expect.stringMatching(
        /foreign key[\s\S]*The batch was rolled back; what was committed before it stays, and the next run goes on there\./i,
      ),
    });
    expect(await query('select * from "todos" where "list_id" is not null')).toEqual([]);
  });

  test('by which a trigger deletes rows is refused, unless they are declared', async () => {
    const trigger = (m: Parameters<Parameters<typeof migration>[1]>[0]) => {
      m.both('create table "logs" ("id" integer)', 'insert into "logs" values (1), (2)');
      const remove = 'delete from "logs" where "id" = new."id"';
      m.sqlite(`create trigger "clean" after update on "notes" begin ${remove}; end`);
      m.postgresql(
        `create function clean() returns trigger language plpgsql as $$ begin ${remove}; return null; end $$`,
      );
      m.postgresql('create trigger "clean" after update on "notes" for each row execute function clean()');
    };
    const logs = migration('Migration02_logs', trigger);
    const fill = (declared: boolean) =>
      migration(
        'Migration03_slug',
        (m) => {
          m.backfill({ ...fillSlug, batchSize: 1 });
          if (declared) {
            m.loses({ table: 'logs', rows: 'of changed notes' });
          }
        },
        nothing,
        outside,
      );
    const before = await openRunner(database, [createNotes(3), logs, fill(false)]);
    await expect(before.orm.migrator.up()).rejects.toMatchObject({
      code: 'UNDECLARED_LOSS',
      message: expect.stringContaining(
        '1 row of table "logs". It does not say that it means to, so this batch was rolled back; those before it stay.',
      ),
    });
    expect(await before.query('select "id" from "logs" order by "id"')).toEqual([{ id: 1 }, { id: 2 }]);
    const after = await openRunner(database, [createNotes(3), logs, fill(true)], {
      location: before.location,
    });
    await after.orm.migrator.up();
    expect(await after.query('select "id" from "logs"')).toEqual([]);
  });

  test('that failed goes on after an edit of how it fills, and is refused after one of what is done', async () => {
    const steps = (first: string, value: string) =>
      migration(
        'Migration02_slug',
        (m) => {
          m.both(`create table "${first}" ("id" integer)`);
          m.backfill({ ...fillSlug, set: { slug: value } });
        },
        nothing,
        outside,
      );
    const broken = await openRunner(database, [
      createNotes(15),
      steps('first', 'nullif("title", \'Title 12\')'),
    ]);
    await expect(broken.orm.migrator.up()).rejects.toMatchObject({ code: 'BACKFILL_UNENDING' });
    const { location } = broken;
    const edited = await openRunner(database, [createNotes(15), steps('other', '"title"')], { location });
    await expect(edited.orm.migrator.up()).rejects.toMatchObject({ code: 'HISTORY_MISMATCH' });
    const mended = await openRunner(database, [createNotes(15), steps('first', '"title"')], { location });
    await mended.orm.migrator.up();
    expect(await summary(mended)).toEqual([{ n: 0, rows: 15, done: 15 }]);
  });

  test('is reverted by the down that its migration has', async () => {
    const both = migration(
      'Migration02_slug',
      (m) => m.backfill(fillSlug),
      (m) => m.backfill({ ...fillSlug, set: { slug: 'null' }, where: '"slug" is not null' }),
      outside,
    );
    const runner = await openRunner(database, [createNotes(25), both]);
    await runner.orm.migrator.up();
    await runner.orm.migrator.down();
    expect(await summary(runner)).toEqual([{ n: 1, rows: 25, done: 0 }]);
  });
});
