import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quoteColumn } from '../../../../../src/migrator/model/quote.ts';
import { expectRefused } from '../expect-refused.ts';
import { createLiveDatabase } from '../live-database.ts';
import { generatedTable } from '../sql/generated-table.ts';

describe('what a rebuild does not name', () => {
  test('survives byte for byte: comments, constraints, indexes, triggers, views', async () => {
    const database = await createLiveDatabase(
      `create table "todos" ( -- all of them
  id integer primary key on conflict abort, -- by hand
  [title] VARCHAR (200) collate nocase constraint named not null /* why? */ default 'a, -- "b"',
  \`done\` boolean check (done in (0, 1)),
  list_id int constraint fk references lists on delete cascade deferrable initially deferred,
  shout as (upper(title) || '!)'),
  unique (title collate binary, done desc) on conflict ignore,
  constraint ck check (length(title) < 10) constraint uq unique (list_id)
)`,
      'create table lists (id integer primary key, name)',
      'create table other (todo_id integer references todos (id) on delete cascade)',
      `create index ix_expression on todos (lower(title) collate rtrim desc, done)`,
      `create unique index ix_partial on "todos" ([list_id]) where done is not null -- open ones`,
      'create view of_todos as select * from todos',
      'create view of_view as select title, shout from of_todos union all select 1, 2',
      'create trigger own after update of title, done on todos when new.id > 0 begin insert into other select id from todos where 0; end',
      `create trigger "elsewhere" before delete on lists begin delete from "todos" where list_id = old.id; end`,
      'create trigger of_view instead of insert on of_todos begin insert into todos (title) values (new.title); end',
    );
    const before = await database.schema();
    await database.rebuild('todos', 'add column "rank" integer not null default 1');
    const after = await database.schema();
    const own = after['table todos'];
    expect({ ...after, 'table todos': '' }).toEqual({ ...before, 'table todos': '' });
    expect(own).toBe(
      before['table todos']?.replace(`'!)'),\n`, `'!)'),\n  "rank" integer not null default 1,\n`),
    );
    await database.run(
      `insert into lists values (1, 'l')`,
      `insert into of_todos (title) values ('x')`,
      'update todos set list_id = 1, done = 1',
      'delete from lists',
    );
    expect(await database.run('select * from of_view')).toEqual([{ title: 1, shout: 2 }]);
  });

  test('is unharmed by a rebuild of any table', async () => {
    const database = await createLiveDatabase(
      'create table "other" ("id" integer primary key, "code" text unique)',
    );
    await fc.assert(
      fc.asyncProperty(generatedTable, async (sql) => {
        await database.run('pragma foreign_keys = off', 'savepoint generated');
        try {
          await database.run(sql).catch(() => fc.pre(false));
          const [created] = await database.run(
            `select "name" from sqlite_schema where "type" = 'table' and "name" not in ('other', 'sqlite_sequence')`,
          );
          const table = quoteColumn(String(created?.name));
          for (let count = 0; count < 3; count += 1) {
            await database.run(`insert or ignore into ${table} default values`).catch(() => []);
          }
          const catalog = async () => [
            await database.run(`pragma table_xinfo(${table})`),
            await database.run(`pragma foreign_key_list(${table})`),
            await database.run(`pragma index_list(${table})`),
            await database.run(`select * from ${table}`),
          ];
          const before = await catalog();
          await database.rebuildInside(String(created?.name), 'add column "new one" text default 5');
          await database.rebuildInside(String(created?.name), 'drop column "new one"');
          expect(await catalog()).toEqual(before);
        } finally {
          await database.run('rollback to generated', 'release generated');
        }
      }),
      { numRuns: 60 },
    );
  });

  test('does not fire: no trigger sees the copy', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a)',
      'create table log (what)',
      'insert into t values (1, 1), (2, 2)',
      `create trigger i before insert on t begin insert into log values ('insert'); end`,
      `create trigger u after update on t begin insert into log values ('update'); end`,
      `create trigger d after delete on t begin insert into log values ('delete'); end`,
      `create temp trigger x after insert on t begin insert into log values ('temp'); end`,
    );
    await database.rebuild('t', 'alter column "a" type text');
    expect(await database.run('select * from log')).toEqual([]);
    await database.run('insert into t values (3, 3)');
    expect(await database.run('select * from log order by 1')).toEqual([
      { what: 'insert' },
      { what: 'temp' },
    ]);
  });

  test('keeps the order in which triggers fire', async () => {
    const database = await createLiveDatabase(
      'create table t (a)',
      'create table log (what)',
      `create trigger b after insert on t begin insert into log values ('b'); end`,
      `create trigger a after insert on t begin insert into log values ('a'); end`,
      `create trigger c after insert on t begin insert into log values ('c'); end`,
      'insert into t values (1)',
    );
    const before = await database.run('select * from log');
    await database.rebuild('t', 'add column "b"');
    await database.run('delete from log', 'insert into t values (1, 2)');
    expect(await database.run('select * from log')).toEqual(before);
  });

  test('goes on without numbers that were given before, also after the last rows were deleted', async () => {
    const database = await createLiveDatabase(
      'create table "T" (id integer primary key autoincrement, a)',
      'create table empty (id integer primary key autoincrement, a)',
      'create table other (id integer primary key autoincrement)',
      'insert into "T" (a) values (1), (2), (3)',
      'insert into empty (id) values (41)',
      'insert into other values (7)',
      'delete from "T" where id > 1',
      'delete from empty',
    );
    await database.rebuild('t', 'rename column "a" to "b"', 'add column "c" text');
    await database.rebuild('empty', 'add column "c" text');
    await database.run('insert into t (b) values (4)', 'insert into empty (a) values (4)');
    expect(await database.run('select id from t union all select id from empty')).toEqual([
      { id: 1 },
      { id: 4 },
      { id: 42 },
    ]);
    expect(await database.run('select * from sqlite_sequence order by 1')).toEqual([
      { name: 'T', seq: 4 },
      { name: 'empty', seq: 42 },
      { name: 'other', seq: 7 },
    ]);
  });

  test('keeps the rowids that a full text index over the table knows', async () => {
    const database = await createLiveDatabase(
      'create table notes (title text, rowid text, oid integer)',
      `insert into notes values ('first', 'r', 5), ('second', 'r', 6), ('third', 'r', 7)`,
      `delete from notes where title = 'first'`,
      `create virtual table search using fts5 (title, content = 'notes', content_rowid = '_rowid_')`,
      `insert into search (search) values ('rebuild')`,
      `create trigger notes_insert after insert on notes begin insert into search (_rowid_, title) values (new._rowid_, new.title); end`,
      `create trigger notes_delete after delete on notes begin insert into search (search, _rowid_, title) values ('delete', old._rowid_, old.title); end`,
    );
    await database.rebuild('notes', 'alter column "oid" type text', 'add column "n" integer default 1');
    const find = (word: string) =>
      database.run(
        `select n.title, n."rowid", n.oid from search join notes n on n._rowid_ = search._rowid_ where search match '${word}'`,
      );
    expect(await find('third')).toEqual([{ title: 'third', rowid: 'r', oid: '7' }]);
    await database.run(
      `insert into notes (title) values ('fourth')`,
      `delete from notes where title = 'third'`,
    );
    expect(await find('third')).toEqual([]);
    expect(await find('fourth')).toHaveLength(1);
  });

  test('keeps what the planner knows, but for indexes that are gone', async () => {
    const database = await createLiveDatabase(
      'create table t (a integer primary key, b, c)',
      'create index ix_b on t (b)',
      'create table w (a primary key, b) without rowid',
      'with n (i) as (select 1 union all select i + 1 from n where i < 100) insert into t select i, i % 3, i from n',
      'insert into w select a, b from t',
      'analyze',
    );
    const read = () => database.run('select * from sqlite_stat1 order by 1, 2');
    const before = await read();
    expect(before).toHaveLength(2);
    await database.rebuild('T', 'alter column "c" type text');
    await database.rebuild('w', 'alter column "b" type text');
    expect(await read()).toEqual(before);
  });

  test('is named where it uses a column that is to go', async () => {
    const database = await createLiveDatabase(
      `create table t (id integer primary key, a text, b text, c text as (a || 'x'), d text check (d <> a), constraint ck check (a <> 'b'), unique (a, b))`,
      'create table child (x references t (a))',
      'create index ix_plain on t (a)',
      `create index ix_where on t (b) where a > 'a'`,
      'create index ix_text on t (b, "id") where b <> \'a\'',
      'create view all_of_t as select * from t',
      'create view v as select a as b from t',
      'create trigger tr after update of a on t begin select 1; end',
      'create trigger tr2 after insert on child begin update t set b = (select a from t); end',
      "create trigger tr3 after insert on child begin update t set b = 'a'; end",
    );
    const sentence = await expectRefused(database, 'REBUILD_REFUSED', 't', 'drop column "A"');
    expect(sentence).toContain('UNIQUE (a, b)'.toLowerCase());
    await database.run('drop table t', 'drop view v');
    await database.run(
      `create table t (id integer primary key, a text, b text, c text as (a || 'x'), d text check (d <> a), constraint ck check (a <> 'b'))`,
      'create index ix_plain on t (a)',
      `create index ix_where on t (b) where a > 'a'`,
      'create index ix_text on t (b, "id") where b <> \'a\'',
      'create view v as select a as b from t',
      'create trigger tr after update of a on t begin select 1; end',
    );
    const users = (await expectRefused(database, 'REBUILD_REFUSED', 't', 'drop column "A"')).match(
      /is used by (.*)\. Drop/,
    )?.[1];
    expect(users?.split(', ').sort()).toEqual([
      'a check of column "d"',
      'a foreign key of table "child"',
      'check "ck"',
      'generated column "c"',
      'index "ix_plain"',
      'index "ix_where"',
      'trigger "tr"',
      'trigger "tr2"',
      'view "v"',
    ]);
  });

  test('is named where only SQLite can see that it would not work any more', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a text, b text)',
      'create view all_of_t as select * from t',
      'create view by_name as select a from all_of_t',
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 't', 'drop column "a"')).toMatch(
      /view "by_name" would not work any more \(no such column: a\)/,
    );
  });

  test('is named where a trigger would count columns that are not there any more', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a text)',
      'create table log (a)',
      'create view v as select 1 as a',
      'create trigger by_place after insert on log begin insert into t values (new.a, 1); end',
      'create trigger fires instead of insert on v begin insert into log values (new.a); end',
      'create trigger broken after delete on log begin insert into log values (1, 2, 3); end',
    );
    expect(await expectRefused(database, 'REBUILD_REFUSED', 't', 'add column "b" default 1')).toMatch(
      /a trigger on insert of "log", or what it fires, would not work any more \(table t has 3 columns but 2 values were supplied\)/,
    );
    await database.rebuild('t', 'alter column "a" type integer');
    await database.run('drop trigger by_place');
    await database.rebuild('t', 'add column "b" default 1');
  });

  test('may be broken already, and stays so', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, a text, b text)',
      'create view broken as select * from nowhere',
      'create trigger broken_too after insert on t begin delete from nowhere; end',
      'create view fine as select a from t',
    );
    const before = await database.schema();
    await database.rebuild('t', 'drop column "b"');
    expect({ ...(await database.schema()), 'table t': '' }).toEqual({ ...before, 'table t': '' });
    expect(await expectRefused(database, 'REBUILD_REFUSED', 't', 'drop column "a"')).toContain('view "fine"');
    expect(await expectRefused(database, 'REBUILD_REFUSED', 't', 'rename column "a" to "c"')).toContain(
      'broken',
    );
  });
});
