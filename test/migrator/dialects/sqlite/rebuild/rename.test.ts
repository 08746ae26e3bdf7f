import { describe, expect, test } from '@jest/globals';
import { createLiveDatabase } from '../live-database.ts';

const create = () =>
  createLiveDatabase(
    `create table t (id integer primary key, a text not null unique check (a <> ''), b text, c integer as (length(a)))`,
    'create table child (x text references t (a))',
    'create unique index ix on t (a, lower(b))',
    `create view v as select t.a, b from t where a > 'a'`,
    'create trigger tr after update of a on t when new.a > old.b begin update t set b = new.a where 0; end',
    `insert into t values (1, 'a1', 'b1'), (2, 'a2', 'b2')`,
  );

describe('a rebuild with renames', () => {
  test.each([
    [
      'before other changes',
      ['rename column "a" to "z"', 'alter column "b" set default 1', 'add column "n" integer default 5'],
    ],
    ['after', ['alter column "b" set default 1', 'add column "n" integer default 5', 'rename column a to z']],
    [
      'after a change of the same column',
      ['alter column "a" set default 1', 'add column "n" default 5', 'rename column "A" to "z"'],
    ],
    [
      'before a change of the same column',
      ['rename column "a" to "z"', 'alter column "z" set default 1', 'add column "n" default 5'],
    ],
  ])('keeps the values, %s', async (_where, changes) => {
    const database = await create();
    await database.rebuild('t', ...changes);
    expect(await database.run('select id, z, b, c, n from t')).toEqual([
      { id: 1, z: 'a1', b: 'b1', c: 2, n: 5 },
      { id: 2, z: 'a2', b: 'b2', c: 2, n: 5 },
    ]);
  });

  test('renames in indexes, views, triggers, checks, generated columns and foreign keys of other tables', async () => {
    const database = await create();
    const { run } = await create();
    await run('alter table t rename column a to "z"');
    await database.rebuild('t', 'rename column "a" to "z"', 'alter column "b" set default 1');
    const expected = await run(`select "name", "sql" from sqlite_schema where "name" <> 't' order by 1`);
    expect(
      await database.run(`select "name", "sql" from sqlite_schema where "name" <> 't' order by 1`),
    ).toEqual(expected);
    expect((await database.introspect()).tables.find(({ name }) => name === 't')).toMatchObject({
      columns: [{}, { name: 'z' }, { name: 'b' }, { generated: { expression: 'length("z")' } }],
      checks: [{ expression: `"z" <> ''` }],
    });
  });

  test('lets two columns change places', async () => {
    const database = await create();
    await database.rebuild('t', 'rename column "a" to "b"', 'rename column "b" to "a"', 'add column "n"');
    expect(await database.run('select a, b from t')).toEqual([
      { a: 'b1', b: 'a1' },
      { a: 'b2', b: 'a2' },
    ]);
    expect((await database.schema())['index ix']).toContain('lower(');
  });

  test('lets three columns change places', async () => {
    const database = await createLiveDatabase('create table t (a, b, c)', 'insert into t values (1, 2, 3)');
    await database.rebuild('t', 'rename a to b', 'rename b to c', 'rename c to a');
    expect(await database.run('select a, b, c from t')).toEqual([{ a: 3, b: 1, c: 2 }]);
  });

  test.each([
    ['before', ['drop column "b"', 'rename column "a" to "b"']],
    ['after', ['rename column "a" to "b"', 'drop column "b"']],
  ])('lets a column take the name of one that is dropped %s it', async (_where, changes) => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a, b)',
      'insert into t values (1, 2, 3)',
    );
    await database.rebuild('t', ...changes, 'add column "a" text default \'new\'');
    expect(await database.run('select * from t')).toEqual([{ id: 1, b: 2, a: 'new' }]);
  });

  test('changes the case of a name', async () => {
    const database = await createLiveDatabase('create table t (a, b)', 'insert into t values (1, 2)');
    await database.rebuild('t', 'rename column "a" to "A"', 'alter column "b" set default 3');
    expect(await database.run('select * from t')).toEqual([{ A: 1, b: 2 }]);
  });
});
