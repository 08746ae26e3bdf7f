import { describe, expect, test } from '@jest/globals';
import { expectRefused } from '../expect-refused.ts';
import { createLiveDatabase } from '../live-database.ts';

const ROWS = [
  'create table parents (id integer primary key, code text unique collate nocase)',
  `insert into parents values (1, 'a'), (2, 'b')`,
  'create table t (id integer primary key, a text, b integer, parent_id integer, parent_code text)',
  `insert into t values (1, 'x', 1, 1, 'A'), (2, 'x', null, 2, 'b'), (3, 'X', -3, 9, 'c'), (4, null, -4, null, null), (5, 'x', 5, 8, 'b')`,
];

describe('a rebuild that rows stand against', () => {
  test.each([
    ['alter column "b" set not null', '1 row with null in column "b"', '"id" = 2', [2]],
    ['alter column "a" set not null', '1 row with null in column "a"', '"id" = 4', [4]],
    [
      'add constraint "ck" check ("b" > 0 or t.b = -9)',
      '2 rows against check "ck" ("b" > 0 or t.b = -9)',
      '"id" = 3',
      [3, 4],
    ],
    [
      'add constraint "uq" unique ("a")',
      '3 rows equal to another in ("a"), against unique constraint "uq"',
      '"id" = 1, "a" = \'x\'',
      [1, 2, 5],
    ],
    [
      'add constraint "uq" unique ("a" collate nocase)',
      '4 rows equal to another in (',
      '"id" = 1',
      [1, 2, 3, 5],
    ],
    [
      'add constraint "fk" foreign key ("parent_id") references "parents" on delete cascade',
      '2 rows referring to no row of "parents", against foreign key "fk"',
      '"id" = 3, "parent_id" = 9',
      [3, 5],
    ],
    [
      'add constraint "fk" foreign key ("parent_code") references "parents" ("code")',
      '1 row referring to no row of "parents"',
      '"id" = 3, "parent_code" = \'c\'',
      [3],
    ],
    [
      'add constraint "fk" foreign key ("b") references "t" ("id")',
      '2 rows referring to no row of "t"',
      '"id" = 3, "b" = -3',
      [3, 4],
    ],
    [
      'add column "new" integer not null',
      '5 rows with nothing for the new column "new"',
      '"id" = 1',
      [1, 2, 3, 4, 5],
    ],
    [
      'add column "new" integer not null default null',
      '5 rows with nothing for the new column "new"',
      '"id" = 1',
      [1, 2, 3, 4, 5],
    ],
  ])('is refused for %s', async (change, what, sample, ids) => {
    const database = await createLiveDatabase(...ROWS);
    const sentence = await expectRefused(database, 'ROWS_REFUSED', 't', change);
    expect(sentence).toContain(`Table "t" cannot be rebuilt because of ${what}`);
    expect(sentence).toContain(`for example ${sample}`);
    const found = await database.run(/Find them: (.*;)/.exec(sentence)?.[1] ?? '');
    expect(found.map(({ id }) => id)).toEqual(ids);
    await database.run(`delete from t where id in (${ids.join(', ')})`);
    await database.rebuild('t', change);
  });

  test('is refused for a primary key that repeats or is null', async () => {
    const database = await createLiveDatabase(
      'create table t (a text, b integer)',
      `insert into t values ('x', 1), ('x', 1), ('y', 2), ('y', null)`,
    );
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'add primary key ("a", "b")')).toMatch(
      /1 row with null in column "b", which must not be null, for example rowid = 4/,
    );
    await database.run('delete from t where b is null');
    expect(
      await expectRefused(database, 'ROWS_REFUSED', 't', 'add constraint "pk_t" primary key ("a", "b")'),
    ).toMatch(/2 rows equal to another in \("a", "b"\), against primary key "pk_t", for example rowid = 1/);
    await database.run('delete from t where rowid = 2');
    await database.rebuild('t', 'add constraint "pk_t" primary key ("a", "b")');
  });

  test('leaves a null in a key where it was before', async () => {
    const database = await createLiveDatabase(
      'create table t (a text primary key, b integer)',
      'insert into t values (null, 1), (null, 1)',
    );
    await database.rebuild('t', 'alter column "b" set default 1');
    expect(await database.run('select * from t')).toHaveLength(2);
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'add constraint "uq" unique ("b")')).toContain(
      '2 rows equal to another in ("b")',
    );
  });

  test('is refused where a unique index cannot be built again', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a text, b integer)',
      `create unique index uq_a on t (a desc, lower(b)) where b > 0`,
      `insert into t values (1, '1', 1), (2, '01', 1), (3, '1', 0), (4, '1', 2)`,
    );
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "a" type integer')).toMatch(
      /2 rows equal to another in \(a, lower\(b\)\), against unique index "uq_a", for example "id" = 1/,
    );
    expect(
      await expectRefused(
        database,
        'ROWS_REFUSED',
        't',
        'alter column "b" type text',
        'alter column "a" type real',
      ),
    ).toContain('uq_a');
  });

  test('is refused where a new collation or a generated column makes rows collide', async () => {
    const database = await createLiveDatabase(
      "create table t (id integer primary key, a text unique, b text check (b <> 'x'))",
      `insert into t values (1, 'x', 'y'), (2, 'X', 'y')`,
    );
    expect(
      await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "a" set collate nocase'),
    ).toContain('2 rows equal to another in ("a")');
    expect(
      await expectRefused(
        database,
        'ROWS_REFUSED',
        't',
        'alter column "b" set generated always as (a) stored',
      ),
    ).toContain(`1 row against check (b <> 'x')`);
    expect(
      await expectRefused(
        database,
        'ROWS_REFUSED',
        't',
        'add column "c" text not null generated always as (nullif(a, \'x\')) virtual',
      ),
    ).toContain('1 row with null in column "c"');
  });

  test('looks at values as they will be: converted, defaulted, compared by type', async () => {
    const database = await createLiveDatabase(
      "create table t (id integer primary key, a text, constraint ck check (a <> '7'))",
      `insert into t values (1, '07'), (2, '8')`,
    );
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "a" type integer')).toContain(
      '1 row against check "ck"',
    );
    expect(
      await expectRefused(
        database,
        'ROWS_REFUSED',
        't',
        'add column "n" integer default 3',
        'add constraint "ck_n" check (n > id + 1)',
      ),
    ).toContain('1 row against check "ck_n" (n > id + 1)');
  });

  test('is never carried out by an "on conflict" that drops or replaces rows', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a text, b text not null)',
      `insert into t values (1, 'x', 'y'), (2, 'x', 'z')`,
    );
    for (const conflict of ['replace', 'ignore', 'rollback', 'fail']) {
      await expectRefused(
        database,
        'ROWS_REFUSED',
        't',
        `add constraint "uq" unique ("a") on conflict ${conflict}`,
      );
    }
  });

  test('is carried out where there are no rows', async () => {
    const database = await createLiveDatabase('create table t (id integer primary key, a text)');
    await database.rebuild(
      't',
      'add column "b" integer not null',
      'alter column "a" set not null',
      'alter column "a" type integer',
      'add constraint "uq" unique ("a", "b")',
    );
    expect((await database.introspect()).tables[0]?.columns.map(({ nullable }) => nullable)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
