import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Orm, openOrm } from '../../../../../src/database/orm.ts';
import { planPostgresql } from '../../../../../src/migrator/dialects/postgresql/ddl/index.ts';
import { introspectExpected } from '../../../../../src/migrator/dialects/postgresql/introspect/expected.ts';
import { introspectPostgresql } from '../../../../../src/migrator/dialects/postgresql/introspect/index.ts';
import { compareSchemas } from '../../../../../src/migrator/diff/compare-schemas.ts';
import type { Schema, Table } from '../../../../../src/migrator/model/schema.ts';
import { emptySchema } from '../../../../../src/migrator/model/snapshot.ts';
import type { Execute } from '../../../../../src/migrator/run/execute.ts';
import { createDatabase } from '../../../../support/templates.ts';

const table = (name: string, parts: Partial<Table>): Table => ({
  name,
  columns: [{ name: 'id', type: 'int', nullable: false, autoIncrement: true }],
  primaryKey: { name: `pk_${name.replace('.', '_')}`, columns: ['id'] },
  indexes: [],
  checks: [],
  foreignKeys: [],
  triggers: [],
  ...parts,
});

/** A snapshot with everything in it that the model knows. */
const SNAPSHOT: Schema = {
  dialect: 'postgresql',
  namespaces: ['audit'],
  enums: [
    { name: 'audit.level', items: ['low', 'high'] },
    { name: 'mood', items: ['Sad', "it's"] },
  ],
  tables: [
    table('audit.events', {
      columns: [
        { name: 'id', type: 'int', nullable: false, autoIncrement: true },
        { name: 'level', type: '"audit"."level"', nullable: true, default: `'low'` },
        { name: 'todo_id', type: 'bigint', nullable: true },
      ],
      foreignKeys: [
        {
          name: 'fk_events_todo_id_todos',
          columns: ['todo_id'],
          referencedTable: 'todos',
          referencedColumns: ['id'],
          onDelete: 'set null',
          onUpdate: 'cascade',
          deferrable: 'deferred',
        },
      ],
      indexes: [{ name: 'ix_events_level', unique: false, parts: ['"level"'] }],
    }),
    table('todos', {
      comment: `What's to do`,
      columns: [
        { name: 'id', type: 'bigint', nullable: false, autoIncrement: true },
        { name: 'title', type: 'varchar(200)', nullable: false, default: `'Open; ''x'''`, comment: 'c' },
        { name: 'Mood', type: '"mood"', nullable: true, default: `'Sad'` },
        { name: 'moods', type: '"mood"[]', nullable: true },
        { name: 'price', type: 'numeric(10,2)', nullable: true, default: '1.50' },
        { name: 'at', type: 'timestamptz(3)', nullable: false, default: 'current_timestamp' },
        { name: 'code', type: 'text', nullable: true, collation: 'C' },
        {
          name: 'upper_title',
          type: 'text',
          nullable: true,
          generated: { expression: 'upper("title")', stored: true },
        },
        { name: 'parent_id', type: 'bigint', nullable: true },
        { name: 'motto', type: 'text', nullable: true, collation: 'C' },
      ],
      checks: [{ name: 'ck_todos_title', expression: `(length("title") > 1) and "price" in (1,  2.5)` }],
      indexes: [
        { name: 'ix_todos_lower', unique: false, parts: ['lower("title") desc nulls last', '"at"'] },
        {
          name: 'ix_todos_price',
          unique: false,
          parts: ['"price"'],
          include: ['code'],
          storage: 'fillfactor = 70',
        },
        {
          name: 'ix_todos_verbatim',
          unique: false,
          parts: [],
          statement: 'create index concurrently "ix_todos_verbatim" on "public"."todos" using brin ("at")',
        },
        { name: 'ix_todos_words', unique: false, parts: [`to_tsvector('simple', "title")`], method: 'gin' },
        { name: 'uq_todos_code', unique: true, parts: ['"code" collate "POSIX"'], where: `"code" <> ''` },
      ],
      foreignKeys: [
        {
          name: 'fk_todos_parent_id_todos',
          columns: ['parent_id'],
          referencedTable: 'todos',
          referencedColumns: ['id'],
          onDelete: 'cascade',
        },
      ],
      triggers: [
        {
          name: 'tr_todos',
          statements: [
            `create function "todos_tr_todos_fn"() returns trigger as $$ begin insert into audit.events (todo_id) values (new.id); return new; end; $$ language plpgsql`,
            `create trigger "tr_todos" before insert or update of "title" on "todos" for each row when (new."title" <> 'a') execute function "todos_tr_todos_fn"()`,
          ],
          drop: [],
        },
      ],
    }),
  ],
  views: [
    {
      name: 'audit.latest',
      materialized: false,
      definition: 'select e.*, t."title" from "audit"."events" e join todos t on t.id = e.todo_id',
      indexes: [],
    },
    {
      name: 'totals',
      materialized: true,
      definition: 'select "Mood", count(*) as n from todos group by 1',
      indexes: [{ name: 'ix_totals', unique: true, parts: ['"Mood"'] }],
    },
  ],
};
const LIVE = { default: 'public', others: ['audit'] };

/** Things that the model does not know, which must not disturb. */
const UNUSUAL = [
  'create domain "email" as text check (value like \'%@%\')',
  'create type "point3" as (x int, y int, z int)',
  'create table "measures" ("at" date not null, "v" point3, "mail" email) partition by range ("at")',
  `create table "measures_2026" partition of "measures" for values from ('2026-01-01') to ('2027-01-01')`,
  'create index on "measures" ("at")',
  'create table "base" ("id" serial primary key, "r" int4range, exclude using gist ("r" with &&))',
  'create table "derived" ("x" int unique nulls not distinct, "g" int generated always as ("x" + 1)) inherits ("base")',
  'create unlogged table "no columns" ()',
  'create index on "derived" ("x" int4_ops desc)',
  'create statistics s (dependencies) on "id", "r" from "base"',
  'create rule r as on insert to "derived" do also nothing',
  'create view "v""1" as select * from "base"',
  `create trigger "t" before update on "base" for each row execute function suppress_redundant_updates_trigger()`,
  'alter table "derived" add constraint "ck" check ("x" > 0) not valid',
  'create sequence "loose"',
  'create temporary table "gone" ("id" int)',
];

describe('Introspection of PostgreSQL', () => {
  let orm: Orm;
  let execute: Execute;
  let rollback: () => Promise<void>;
  beforeAll(async () => {
    orm = await openOrm(await createDatabase('postgresql', 'empty'));
    const connection = orm.em.getConnection();
    const transaction = await connection.begin();
    execute = (sql) => connection.execute(sql, [], 'all', transaction);
    rollback = () => connection.rollback(transaction);
    for (const step of planPostgresql(compareSchemas(emptySchema('postgresql'), SNAPSHOT))) {
      await execute((step.kind === 'sql' ? step.sql : '').replace('concurrently', ''));
    }
  });
  afterAll(async () => {
    await rollback();
    await orm.close(true);
  });

  /** Runs `change`, gives what introspection then finds and what it is to find, and undoes it. */
  async function read(change: readonly string[] = []): Promise<{ live: Schema; expected: Schema }> {
    await execute('savepoint "test"');
    try {
      for (const sql of change) {
        await execute(sql);
      }
      return {
        live: await introspectPostgresql(execute, LIVE),
        expected: await introspectExpected(execute, SNAPSHOT, LIVE),
      };
    } finally {
      await execute('rollback to savepoint "test"');
    }
  }

  test('finds what the snapshot made, to the letter', async () => {
    const { live, expected } = await read();
    expect(live).toEqual(expected);
    expect(live.tables.map(({ name }) => name)).toEqual(SNAPSHOT.tables.map(({ name }) => name));
    const [events, todos] = live.tables;
    expect(events?.foreignKeys).toEqual(SNAPSHOT.tables[0]?.foreignKeys);
    expect(todos?.columns.map(({ name }) => name)).toEqual(
      SNAPSHOT.tables[1]?.columns.map(({ name }) => name),
    );
    expect(todos?.indexes.map(({ name }) => name)).toEqual(
      SNAPSHOT.tables[1]?.indexes.map(({ name }) => name),
    );
    expect(todos?.comment).toBe(`What's to do`);
    expect(live.enums).toEqual(SNAPSHOT.enums);
    expect(live.views[1]?.indexes).toHaveLength(1);
  });

  test.each<[what: string, ...sql: string[]]>([
    ['a default in another case', `alter table "todos" alter column "title" set default 'open; ''x'''`],
    ['a type', 'alter table "todos" alter column "parent_id" type integer'],
    ['nullability', 'alter table "todos" alter column "title" drop not null'],
    ['a collation', 'alter table "todos" alter column "motto" type text collate "POSIX"'],
    ['an identity', 'alter table "todos" alter column "id" drop identity'],
    [
      'a check',
      'alter table "todos" drop constraint "ck_todos_title", add constraint "ck_todos_title" check (length("title") > 2)',
    ],
    [
      'a foreign key rule',
      'alter table "todos" drop constraint "fk_todos_parent_id_todos", add constraint "fk_todos_parent_id_todos" foreign key ("parent_id") references "todos" ("id")',
    ],
    [
      'a foreign key that is not validated',
      'alter table "todos" drop constraint "fk_todos_parent_id_todos", add constraint "fk_todos_parent_id_todos" foreign key ("parent_id") references "todos" ("id") on delete cascade not valid',
    ],
    [
      'an index predicate',
      'drop index "uq_todos_code"',
      `create unique index "uq_todos_code" on "todos" ("code" collate "POSIX") where "code" <> 'a'`,
    ],
    [
      'an operator class',
      'drop index "uq_todos_code"',
      `create unique index "uq_todos_code" on "todos" ("code" collate "POSIX" text_pattern_ops) where "code" <> ''`,
    ],
    [
      'a trigger function',
      `create or replace function "todos_tr_todos_fn"() returns trigger as $$ begin return null; end; $$ language plpgsql`,
    ],
    ['a trigger', 'drop trigger "tr_todos" on "todos"'],
    ['whether a trigger is disabled', 'alter table "todos" disable trigger "tr_todos"'],
    ['an enum value', `alter type "audit"."level" add value 'top'`],
    [
      'a view',
      'create or replace view "audit"."latest" as select e.*, t."title" from "audit"."events" e left join todos t on t.id = e.todo_id',
    ],
    ['an index of a materialized view', 'drop index "ix_totals"'],
    ['a comment', `comment on column "todos"."title" is 'd'`],
    ['a primary key', 'alter table "audit"."events" drop constraint "pk_audit_events"'],
  ])('sees a difference in %s', async (_what, ...sql) => {
    const { live, expected } = await read(sql);
    expect(live).not.toEqual(expected);
  });

  test('a serial column is one that grows by itself, as an identity is', async () => {
    const { live } = await read(['create table "old" ("id" serial primary key)']);
    expect(live.tables.find(({ name }) => name === 'old')?.columns).toEqual([
      { name: 'id', type: 'integer', nullable: false, autoIncrement: true },
    ]);
  });

  test('reads a database with everything that the model does not know', async () => {
    const { live, expected } = await read(UNUSUAL);
    const names = expected.tables.map(({ name }) => name);
    expect(live.tables.filter(({ name }) => names.includes(name))).toEqual(expected.tables);
    expect(live.tables.map(({ name }) => name)).toEqual(
      ['audit.events', 'base', 'derived', 'measures', 'no columns', 'todos'].sort(),
    );
    expect(live.tables.find(({ name }) => name === 'derived')?.checks).toEqual([
      { name: 'ck', expression: 'x > 0', invalid: true },
    ]);
  });
});
