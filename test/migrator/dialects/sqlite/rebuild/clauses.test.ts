import { describe, expect, test } from '@jest/globals';
import { expectRefused } from '../expect-refused.ts';
import { createLiveDatabase } from '../live-database.ts';

const TODOS = [
  `create table "todos" (
    "id" integer not null constraint "pk_todos" primary key,
    "title" text not null,
    "amount" integer null default 3,
    "note" text null,
    constraint "ck_todos_amount" check ("amount" >= 0)
  )`,
  `insert into "todos" values (1, 'one', 10, 'n'), (2, 'two', null, null)`,
];

/** The table as it would have been created in the first place. */
const created = async (sql: string) => (await createLiveDatabase(sql)).introspect();

async function rebuilt(...changes: string[]) {
  const database = await createLiveDatabase(...TODOS);
  await database.rebuild('todos', ...changes);
  return database;
}

describe('a rebuild of an SQLite table', () => {
  test.each([
    [
      'adds a column, whose default the rows get',
      ['add column "rank" integer not null default 7'],
      `"amount" integer null default 3, "note" text null, "rank" integer not null default 7, constraint "ck_todos_amount" check ("amount" >= 0)`,
      [
        [1, 'one', 10, 'n', 7],
        [2, 'two', null, null, 7],
      ],
    ],
    [
      'drops a column',
      ['drop column note'],
      `"amount" integer null default 3, constraint "ck_todos_amount" check ("amount" >= 0)`,
      [
        [1, 'one', 10],
        [2, 'two', null],
      ],
    ],
    [
      'drops a column and the constraint on it, in either order',
      ['drop column "amount"', 'drop constraint "ck_todos_amount"'],
      `"note" text null`,
      [
        [1, 'one', 'n'],
        [2, 'two', null],
      ],
    ],
    [
      'drops a column and adds another of that name, which does not take over its values',
      ['drop column "note"', 'add column "note" integer null default 5'],
      `"amount" integer null default 3, "note" integer null default 5, constraint "ck_todos_amount" check ("amount" >= 0)`,
      [
        [1, 'one', 10, 5],
        [2, 'two', null, 5],
      ],
    ],
    [
      'changes a type',
      ['ALTER COLUMN "amount" TYPE text'],
      `"amount" text null default 3, "note" text null, constraint "ck_todos_amount" check ("amount" >= 0)`,
      [
        [1, 'one', '10', 'n'],
        [2, 'two', null, null],
      ],
    ],
    [
      'sets a default and leaves the rows alone',
      [`alter column "note" set default 'It''s; (new)'`, 'alter column amount set default -5'],
      `"amount" integer null default -5, "note" text null default 'It''s; (new)', constraint "ck_todos_amount" check ("amount" >= 0)`,
      [
        [1, 'one', 10, 'n'],
        [2, 'two', null, null],
      ],
    ],
    [
      'puts parentheses around a default that is an expression',
      [`alter column "note" set default lower('X') || 'y'`],
      `"amount" integer null default 3, "note" text null default (lower('X') || 'y'), constraint "ck_todos_amount" check ("amount" >= 0)`,
      [
        [1, 'one', 10, 'n'],
        [2, 'two', null, null],
      ],
    ],
    [
      'drops a default, a not null and a check',
      [
        'alter column "amount" drop default',
        'alter column "title" drop not null',
        'drop constraint "ck_todos_amount"',
      ],
      undefined,
      [
        [1, 'one', 10, 'n'],
        [2, 'two', null, null],
      ],
    ],
    [
      'sets not null, a collation and constraints',
      [
        'alter column "title" set collate "nocase"',
        'alter column "id" set not null',
        'add constraint "ck_title" check ("title" <> \'\')',
        'add constraint "uq_note" unique ("note")',
        'add constraint "fk_amount" foreign key ("amount") references "other" ("id") on delete set null',
      ],
      undefined,
      [
        [1, 'one', 10, 'n'],
        [2, 'two', null, null],
      ],
    ],
  ])('%s', async (_what, changes, columns, rows) => {
    const database = await createLiveDatabase(
      ...TODOS,
      'create table "other" ("id" integer primary key)',
      'insert into "other" values (10)',
    );
    await database.rebuild('todos', ...changes);
    const actual = await database.run('select * from "todos" order by 1');
    expect(actual.map((row) => Object.values(row))).toEqual(rows);
    if (columns !== undefined) {
      const expected = await created(
        `create table "todos" ("id" integer not null constraint "pk_todos" primary key, "title" text not null, ${columns})`,
      );
      expect((await database.introspect()).tables.find(({ name }) => name === 'todos')).toEqual(
        expected.tables[0],
      );
    }
  });

  test('drops defaults, not nulls and checks from the definition', async () => {
    const database = await rebuilt(
      'alter column "amount" drop default',
      'alter column "title" drop not null',
      'drop constraint "ck_todos_amount"',
    );
    const [table] = (await database.introspect()).tables;
    expect(table?.columns.map(({ name, nullable, default: value }) => [name, nullable, value])).toEqual([
      ['id', false, undefined],
      ['title', true, undefined],
      ['amount', true, undefined],
      ['note', true, undefined],
    ]);
    expect(table?.checks).toEqual([]);
  });

  test('turns a column into a generated one, which is computed anew', async () => {
    const database = await rebuilt(`alter column "note" set generated always as ("title" || '!') stored`);
    expect(await database.run('select "note" from "todos"')).toEqual([{ note: 'one!' }, { note: 'two!' }]);
    await database.run(`update "todos" set "title" = 'three' where "id" = 1`);
    expect(await database.run('select "note" from "todos" where "id" = 1')).toEqual([{ note: 'three!' }]);
  });

  test('takes the default away from a column that becomes a generated one', async () => {
    const database = await rebuilt('alter column "amount" set generated always as ("id" * 2) virtual');
    expect(await database.run('select "amount" from "todos"')).toEqual([{ amount: 2 }, { amount: 4 }]);
  });

  test('turns a generated column into an ordinary one, which keeps its values', async () => {
    const database = await rebuilt(`alter column "note" set generated always as ("title" || '!') virtual`);
    await database.rebuild('todos', 'alter column "note" drop generated');
    await database.run(`update "todos" set "title" = 'three' where "id" = 1`);
    expect(await database.run('select "note" from "todos"')).toEqual([{ note: 'one!' }, { note: 'two!' }]);
    await database.run(`update "todos" set "note" = 'x'`);
  });

  test('changes the expression of a generated column, and adds one', async () => {
    const database = await createLiveDatabase(
      'create table t (a integer, b integer generated always as (a + 1) stored, c text as (b) virtual)',
      'insert into t (a) values (1), (2)',
    );
    await database.rebuild(
      't',
      'alter column "b" drop generated',
      'alter column "b" set generated always as (a * 10) virtual',
      'add column "d" integer generated always as (b + 1) stored',
    );
    expect(await database.run('select * from t')).toEqual([
      { a: 1, b: 10, c: '10', d: 11 },
      { a: 2, b: 20, c: '20', d: 21 },
    ]);
  });

  test('gives rows the default of a new column that is an expression, each its own', async () => {
    const database = await rebuilt(
      'add column "token" text not null default (hex(randomblob(8)))',
      'add column "at" text not null default current_timestamp',
      'add column "null" text',
    );
    const rows = await database.run('select "token", "at", "null" from "todos"');
    expect(new Set(rows.map(({ token }) => token)).size).toBe(2);
    expect(rows.map((row) => row.at)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:/),
      expect.anything(),
    ]);
    expect(rows.map((row) => row.null)).toEqual([null, null]);
  });

  test('changes the primary key to several columns and back', async () => {
    const database = await rebuilt(
      'drop primary key',
      'add constraint "pk_todos" primary key ("title", "id")',
      'alter column "note" set default 1',
    );
    expect((await database.introspect()).tables[0]?.primaryKey).toEqual({
      name: 'pk_todos',
      columns: ['title', 'id'],
    });
    await database.rebuild('todos', 'drop primary key', 'add primary key ("id")');
    expect((await database.introspect()).tables[0]?.primaryKey).toEqual({ name: '', columns: ['id'] });
    await database.run(`insert into "todos" ("title") values ('by rowid')`);
    expect(await database.run('select max("id") as "id" from "todos"')).toEqual([{ id: 3 }]);
  });

  test('marks the primary key autoincrement and takes the mark away, wherever the key stands', async () => {
    const isMarked = async (database: Awaited<ReturnType<typeof rebuilt>>) =>
      Boolean(
        (await database.introspect()).tables.find(({ name }) => name === 't')?.columns[0]?.autoIncrement,
      );
    for (const table of [
      'create table t (id integer primary key, a)',
      'create table t (id integer, a, constraint "the autoincrement" primary key (id))',
      'create table t (id integer, a, constraint k primary key (id /* autoincrement */ autoincrement ))',
      'create table t (id integer constraint "autoincrement" primary key asc autoincrement not null, a)',
    ]) {
      const database = await createLiveDatabase(table, `insert into t values (5, 'x')`);
      await database.rebuild('t', 'alter column "id" set autoincrement');
      expect(await isMarked(database)).toBe(true);
      await database.run('delete from t', `insert into t (a) values ('y')`);
      expect(await database.run('select id from t')).toEqual([{ id: 6 }]);
      await database.rebuild('t', 'alter column "id" drop autoincrement');
      expect(await isMarked(database)).toBe(false);
    }
  });

  test.each([
    [['drop column "nope"'], 'has no column "nope" to drop'],
    [['alter column "nope" set not null'], 'has no column "nope" to alter'],
    [['alter column "nope" type text'], 'has no column "nope" to alter'],
    [['rename column "nope" to "x"'], 'has no column "nope" to rename'],
    [['rename column "note" to "TITLE"'], 'there is such a column already'],
    [['add column "Title" text'], 'column "Title" is to be added but is there already'],
    [['drop constraint "nope"'], 'has no constraint "nope" to drop'],
    [
      ['add constraint "CK_todos_amount" check (1)'],
      'constraint "CK_todos_amount" is to be added but is there already',
    ],
    [['add primary key ("title")'], 'has a primary key already'],
    [['drop primary key', 'drop primary key'], 'has no primary key to drop'],
    [
      ['alter column "title" set autoincrement'],
      'column "title" is to be autoincrement but is not the primary key',
    ],
    [['drop column "amount"'], 'used by check "ck_todos_amount"'],
    [
      ['add constraint "fk" foreign key ("nope") references "todos" ("id")'],
      'foreign key "fk" needs column "nope", which it does not have',
    ],
    [['add constraint "ck" check ("nope" > 1)'], 'no such column: "nope"'],
    [['make it better'], 'is not understood: make it better'],
    [['alter column "title" set unique'], 'not understood'],
  ])('refuses %j before it changes anything', async (changes, message) => {
    const database = await createLiveDatabase(...TODOS);
    const sentence = await expectRefused(
      database,
      'REBUILD_REFUSED',
      'todos',
      'alter column "note" set default 1',
      ...changes,
    );
    expect(sentence).toMatch(message);
    expect(sentence).toContain('todos');
  });

  test('refuses what is no table', async () => {
    const database = await createLiveDatabase(
      ...TODOS,
      'create view v as select 1 as a',
      'create virtual table f using fts5 (a)',
      'create temp table hidden (a)',
      'create table hidden (a)',
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 'nope', 'drop column "a"')).toContain(
      'no such table',
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 'v', 'drop column "a"')).toContain(
      'it is a view',
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 'f', 'drop column "a"')).toContain(
      'it is a virtual table',
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 'hidden', 'drop column "a"')).toContain(
      'temporary',
    );
  });

  test('refuses to run while foreign keys are on', async () => {
    const { rebuildTable } = await import('../../../../../src/migrator/dialects/sqlite/rebuild/index.ts');
    const { run } = await createLiveDatabase(...TODOS, 'pragma foreign_keys = on');
    await expect(rebuildTable((sql) => run(sql), 'todos', ['drop column "note"'])).rejects.toMatchObject({
      code: 'REBUILD_REFUSED',
      message: expect.stringContaining('foreign keys are on'),
    });
  });
});
