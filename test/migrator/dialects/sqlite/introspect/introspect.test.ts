import { describe, expect, test } from '@jest/globals';
import { createLiveDatabase } from '../live-database.ts';

describe('the introspection of SQLite', () => {
  test('reads columns, keys, checks and foreign keys as they are written', async () => {
    const database = await createLiveDatabase(
      `create table "lists" ("id" integer not null constraint "pk_lists" primary key autoincrement, "slug" text not null collate nocase)`,
      `create table "todos" (
        "id" text not null, -- given by the client
        "title" varchar (200) not null default 'It''s, (open)' constraint "ck_todos_title" check (length("title") > 0),
        "list_id" integer null references "lists" on delete cascade on update no action,
        "owner" text,
        "shout" text generated always as (upper("title")) virtual,
        "created_at" datetime not null default (unixepoch() * 1000),
        constraint "pk_todos" primary key ("id"),
        constraint "fk_todos_owner" foreign key ("owner") references "lists" ("slug") on delete set null deferrable initially deferred
      )`,
    );
    expect((await database.introspect()).tables).toEqual([
      {
        name: 'lists',
        columns: [
          { name: 'id', type: 'integer', nullable: false, autoIncrement: true },
          { name: 'slug', type: 'text', nullable: false, collation: 'nocase' },
        ],
        primaryKey: { name: 'pk_lists', columns: ['id'] },
        indexes: [],
        checks: [],
        foreignKeys: [],
        triggers: [],
      },
      {
        name: 'todos',
        columns: [
          { name: 'id', type: 'text', nullable: false },
          { name: 'title', type: 'varchar (200)', nullable: false, default: "'It''s, (open)'" },
          { name: 'list_id', type: 'integer', nullable: true },
          { name: 'owner', type: 'text', nullable: true },
          {
            name: 'shout',
            type: 'text',
            nullable: true,
            generated: { expression: 'upper("title")', stored: false },
          },
          { name: 'created_at', type: 'datetime', nullable: false, default: '(unixepoch() * 1000)' },
        ],
        primaryKey: { name: 'pk_todos', columns: ['id'] },
        indexes: [],
        checks: [{ name: 'ck_todos_title', expression: 'length("title") > 0' }],
        foreignKeys: [
          {
            name: '',
            columns: ['list_id'],
            referencedTable: 'lists',
            referencedColumns: ['id'],
            onDelete: 'cascade',
          },
          {
            name: 'fk_todos_owner',
            columns: ['owner'],
            referencedTable: 'lists',
            referencedColumns: ['slug'],
            onDelete: 'set null',
            deferrable: 'deferred',
          },
        ],
        triggers: [],
      },
    ]);
  });

  test('reads expression, partial, collated and descending indexes and unique constraints', async () => {
    const database = await createLiveDatabase(
      'create table todos (title text, done integer unique, constraint uq_both unique (title collate nocase, done desc))',
      "create index ix_lower on todos (lower(title), done DESC) where done is not null and title <> ',)\"'",
      'create unique index "ix a" on todos ([title] collate nocase asc, "done")',
    );
    expect((await database.introspect()).tables[0]?.indexes).toEqual([
      { name: '', unique: true, parts: ['"done"'] },
      { name: 'ix a', unique: true, parts: ['"title" collate "nocase" asc', '"done"'] },
      {
        name: 'ix_lower',
        unique: false,
        parts: ['lower(title)', '"done" desc'],
        where: "done is not null and title <> ',)\"'",
      },
      { name: 'uq_both', unique: true, parts: ['"title" collate "nocase"', '"done" desc'] },
    ]);
  });

  test('reads triggers by their table and views by their query', async () => {
    const database = await createLiveDatabase(
      'create table Todos (a)',
      'create trigger "t 1" after insert on TODOS begin select 1; end',
      'create view open as select a from todos -- all',
      'create view named (x) as select a from todos',
    );
    const schema = await database.introspect();
    expect(schema.tables[0]?.triggers).toEqual([
      {
        name: 't 1',
        statements: ['CREATE TRIGGER "t 1" after insert on TODOS begin select 1; end'],
        drop: ['drop trigger "t 1"'],
      },
    ]);
    expect(schema.views.map(({ name, definition }) => [name, definition])).toEqual([
      ['named', '(x) as select a from todos'],
      ['open', 'select a from todos -- all'],
    ]);
  });

  test('reads the same from a table that was altered in place as from one created so', async () => {
    const altered = await createLiveDatabase(
      'create table "todos" (\n  "id" integer not null\n)',
      'alter table "todos" add column "due" date null default \'2026-01-01\'',
      'alter table "todos" alter column "due" set not null',
      'alter table "todos" add constraint "ck_due" check ("due" > \'2000\')',
      'alter table "todos" rename column "id" to "key"',
    );
    const created = await createLiveDatabase(
      `create table "todos" ("key" integer not null, "due" date not null default '2026-01-01', constraint "ck_due" check ("due" > '2000'))`,
    );
    expect(await altered.introspect()).toEqual(await created.introspect());
  });

  test('reads databases full of hand-written oddities', async () => {
    const database = await createLiveDatabase(
      'create table "we""ird, (name" ([a b] "my type" (1), `c`, \'d\' default current_timestamp, primary key (`c` collate nocase desc, [a b])) without rowid',
      'create table strictly (a int primary key desc, b any) strict',
      'create table copied as select 1 as "x y", \'b\' as z',
      'create table "select" ("from" integer generated always, "as" as ("from" + 1) stored)',
      "create virtual table search using fts5 (title, content='')",
      'create view broken as select * from nowhere',
      'create trigger "view trigger" instead of delete on broken begin select 1; end',
      'create index "ix)" on "select" (("from" + 1), "as")',
      'analyze',
    );
    const { tables, views } = await database.introspect();
    expect(tables.map(({ name }) => name)).toEqual(['copied', 'select', 'strictly', 'we"ird, (name']);
    expect(tables.find(({ name }) => name.startsWith('we'))).toMatchObject({
      columns: [
        { name: 'a b', type: '"my type" (1)', nullable: false },
        { name: 'c', type: '', nullable: false },
        { name: 'd', type: '', nullable: true, default: 'current_timestamp' },
      ],
      primaryKey: { name: '', columns: ['c', 'a b'] },
    });
    expect(tables.find(({ name }) => name === 'select')?.columns).toEqual([
      { name: 'from', type: 'integer', nullable: true },
      { name: 'as', type: '', nullable: true, generated: { expression: '"from" + 1', stored: true } },
    ]);
    expect(views.map(({ name }) => name)).toEqual(['broken']);
  });
});
