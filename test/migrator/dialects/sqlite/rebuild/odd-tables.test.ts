import { describe, expect, test } from '@jest/globals';
import { quoteColumn } from '../../../../../src/migrator/model/quote.ts';
import { expectRefused } from '../expect-refused.ts';
import { createLiveDatabase } from '../live-database.ts';

describe('a rebuild of an odd table', () => {
  test.each([
    'we"ird',
    "it's",
    'with space',
    'a.b',
    'select',
    'Ünïcödé 日本',
    '[x]',
    '`tick`',
    '?',
    '%',
    'sqliteish',
    'to',
  ])('works with the name %s', async (name) => {
    const table = quoteColumn(name);
    const column = quoteColumn(`${name} column`);
    const database = await createLiveDatabase(
      `create table ${table} (id integer primary key autoincrement, ${column} text unique default 'what?', up references ${table} (id), constraint ${quoteColumn(`ck ${name}`)} check (${table}.${column} <> ''))`,
      `create table ${quoteColumn(`${name}2`)} (a references ${table} on delete cascade)`,
      `create index ${quoteColumn(`ix ${name}`)} on ${table} (lower(${column}))`,
      `create view ${quoteColumn(`${name} view`)} as select * from ${table}`,
      `create trigger ${quoteColumn(`${name} trigger`)} after insert on ${table} begin update ${table} set up = new.id where id = new.id; end`,
      `insert into ${table} (${column}) values ('x')`,
      `insert into ${quoteColumn(`${name}2`)} values (1)`,
    );
    const { [`table ${name}`]: _own, ...before } = await database.schema();
    await database.rebuild(
      name,
      `add column ${quoteColumn(`${name} 2`)} text default '${name.replaceAll("'", "''")}?'`,
    );
    await database.rebuild(
      name,
      `drop column ${quoteColumn(`${name} 2`)}`,
      `alter column ${column} set not null`,
    );
    const { [`table ${name}`]: own, ...after } = await database.schema();
    expect(after).toEqual(before);
    expect(own).toContain('not null');
    expect(await database.run(`select * from ${table}`)).toEqual([{ id: 1, [`${name} column`]: 'x', up: 1 }]);
    await expect(database.run(`insert into ${table} (${column}) values ('')`)).rejects.toThrow('CHECK');
  });

  test('works on a table whose name begins that of another, and of its own scratch table', async () => {
    const database = await createLiveDatabase(
      'create table t (a references t2)',
      'create table t2 (id integer primary key, t)',
      'create table "rebuild of t" (a)',
      'create index "rebuild of t " on t2 (t)',
      'insert into t values (null)',
    );
    const { 'table t': _own, ...before } = await database.schema();
    await database.rebuild('T', 'add column "b" default 1');
    const { 'table t': _new, ...after } = await database.schema();
    expect(after).toEqual(before);
    expect(await database.run('select * from t')).toEqual([{ a: null, b: 1 }]);
  });

  test('works on tables without rowid, strict tables and both', async () => {
    for (const options of ['without rowid', 'strict', 'strict, without rowid']) {
      const database = await createLiveDatabase(
        `create table t (a text, b integer, c any, primary key (b desc, a)) ${options}`,
        `insert into t values ('x', 1, 2), ('y', 1, 'z'), ('x', 2, null)`,
      );
      const before = await database.run('select * from t');
      await database.rebuild(
        't',
        'alter column "c" set default 7',
        'add column "d" integer not null default 1',
      );
      expect(await database.run('select a, b, c from t')).toEqual(before);
      expect((await database.schema())['table t']).toMatch(new RegExp(`\\) ${options}$`));
    }
  });

  test('is refused where a table without rowid would lose its key', async () => {
    const database = await createLiveDatabase(
      'create table t (a text primary key, b) without rowid',
      `insert into t values ('x', 1)`,
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 't', 'drop primary key')).toContain(
      'PRIMARY KEY missing',
    );
  });

  test('takes the qualifier from checks only where it is the table', async () => {
    const database = await createLiveDatabase(
      `create table t (t integer check (t.t > 0), "T.t" text, check (("t".t || [T]."T.t" || 't.t') <> '1yt.t' and t <> 9))`,
      `insert into t values (1, 'x')`,
    );
    await database.rebuild('t', 'add column "n"');
    await expect(database.run(`insert into t values (0, 'x', 1)`)).rejects.toThrow('CHECK');
    await expect(database.run(`insert into t values (1, 'y', 1)`)).rejects.toThrow('CHECK');
    await expect(database.run(`insert into t values (9, 'x', 1)`)).rejects.toThrow('CHECK');
    await database.run(`insert into t values (2, 'y', 1)`);
  });

  test('copies a table with nothing but new columns by its rowids', async () => {
    const database = await createLiveDatabase(
      'create table t (a)',
      'insert into t values (1), (2), (3)',
      'delete from t where a = 2',
    );
    await database.rebuild('t', 'drop column "a"', 'add column "b" default 5');
    expect(await database.run('select rowid, b from t')).toEqual([
      { rowid: 1, b: 5 },
      { rowid: 3, b: 5 },
    ]);
    await database.run('create table w (a primary key) without rowid', 'insert into w values (1)');
    await expectRefused(
      database,
      'REBUILD_REFUSED',
      'w',
      'drop column "a"',
      'add column "b" integer default 1',
      'add primary key ("b")',
    );
  });

  test('leaves the connection as it was', async () => {
    const database = await createLiveDatabase('create table t (a)', 'pragma legacy_alter_table = on');
    await database.rebuild('t', 'add column "b"');
    expect(await database.run('pragma legacy_alter_table')).toEqual([{ legacy_alter_table: 1 }]);
    await database.run('pragma legacy_alter_table = off');
    await database.rebuild('t', 'add column "c"');
    await expectRefused(database, 'REBUILD_REFUSED', 't', 'drop column "nope"');
    expect(await database.run('pragma legacy_alter_table')).toEqual([{ legacy_alter_table: 0 }]);
  });

  test('works beside a table of the same name in an attached database', async () => {
    const database = await createLiveDatabase(
      `attach ':memory:' as side`,
      'create table side.t (a)',
      'create table t (a)',
      'insert into side.t values (1)',
      'insert into main.t values (2)',
    );
    await database.rebuild('t', 'add column "b" default 3');
    expect(await database.run('select * from side.t')).toEqual([{ a: 1 }]);
    expect(await database.run('select * from main.t')).toEqual([{ a: 2, b: 3 }]);
  });
});
