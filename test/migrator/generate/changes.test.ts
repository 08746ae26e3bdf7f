import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { changeEntities, newProject } from './project.ts';

type Properties = Record<string, unknown>;

const item = (properties: Properties, options: object = {}) =>
  defineEntity({
    name: 'Item',
    tableName: 'items',
    properties: { id: p.integer().primary(), ...properties },
    ...options,
  } as never) as unknown as EntitySchema;
const list = defineEntity({ name: 'List', tableName: 'lists', properties: { id: p.integer().primary() } });

/** Asserts what is written when `before` becomes `after`; `down` is asserted where it says more than the reverse. */
function expectChange(
  name: string,
  before: Properties,
  after: Properties,
  expected: { up: string[]; down?: string[] },
  options: { before?: object; after?: object; entities?: EntitySchema[] } = {},
): void {
  test(name, async () => {
    const others = options.entities ?? [];
    const { up, down } = await changeEntities(
      [...others, item(before, options.before)],
      [...others, item(after, options.after)],
    );
    expect(up).toEqual(expected.up);
    if (expected.down !== undefined) {
      expect(down).toEqual(expected.down);
    }
  });
}

describe('A change of a column writes', () => {
  expectChange(
    'nothing when properties are reordered',
    { a: p.integer(), b: p.integer() },
    { b: p.integer(), a: p.integer() },
    { up: [], down: [] },
  );
  expectChange(
    'one statement for both databases when a nullable column is added',
    {},
    { dueDate: p.date().nullable() },
    {
      up: ['alter table "items" add column "due_date" date null;'],
      down: ['alter table "items" drop column "due_date";'],
    },
  );
  expectChange(
    'the limit of a text as a check on SQLite',
    {},
    { note: p.string().length(9).nullable() },
    {
      up: [
        '/* sqlite */ alter table "items" add column "note" text null;',
        '/* sqlite */ alter table "items" add constraint "ck_items_note_length" check ("note" is null or length("note") <= 9);',
        '/* postgresql */ alter table "items" add column "note" varchar(9) null;',
      ],
      down: [
        '/* sqlite */ alter table "items" drop constraint "ck_items_note_length";',
        'alter table "items" drop column "note";',
      ],
    },
  );
  expectChange(
    'a rebuild on SQLite for a default that is no constant',
    {},
    { at: p.datetime(3).defaultRaw('current_timestamp') },
    {
      up: [
        `/* sqlite */ rebuild items: add column "at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer));`,
        '/* postgresql */ alter table "items" add column "at" timestamptz(3) not null default current_timestamp;',
      ],
    },
  );
  expectChange(
    'nullability in place on both',
    { n: p.integer().nullable() },
    { n: p.integer() },
    {
      up: [
        '/* postgresql */ alter table "items" add constraint "ck_items_n__not_null" check ("n" is not null) not valid;',
        '/* postgresql */ alter table "items" validate constraint "ck_items_n__not_null";',
        'alter table "items" alter column "n" set not null;',
        '/* postgresql */ alter table "items" drop constraint "ck_items_n__not_null";',
      ],
      down: ['alter table "items" alter column "n" drop not null;'],
    },
  );
  expectChange(
    'a default that differs only in letter case',
    { state: p.text().default('Open') },
    { state: p.text().default('open') },
    {
      up: [
        `/* sqlite */ rebuild items: alter column "state" set default 'open';`,
        `/* postgresql */ alter table "items" alter column "state" set default 'open';`,
      ],
    },
  );
  expectChange(
    'a default with quotes, a backtick, a semicolon and a line break as it is',
    {},
    { note: p.text().default("it's `a`; \\\nend") },
    { up: [`alter table "items" add column "note" text not null default 'it''s \`a\`; \\\nend';`] },
  );
  expectChange(
    'a wider type without a conversion',
    { n: p.integer() },
    { n: p.bigint() },
    {
      up: [
        '/* sqlite */ rebuild items: alter column "n" type bigint;',
        '/* postgresql */ alter table "items" alter column "n" type bigint;',
      ],
    },
  );
  expectChange(
    'a narrower text so that it fails rather than truncates',
    { note: p.string().length(20) },
    { note: p.string().length(10) },
    {
      up: [
        '/* sqlite */ alter table "items" drop constraint "ck_items_note_length";',
        '/* sqlite */ alter table "items" add constraint "ck_items_note_length" check (length("note") <= 10);',
        `/* postgresql */ alter table "items" alter column "note" type varchar(10) using case when length("note") <= 10 then "note" else "note" || '…' end;`,
      ],
    },
  );
  expectChange(
    'the default around a change of type',
    { n: p.text().default('1') },
    { n: p.integer().default(1) },
    {
      up: [
        `/* sqlite */ rebuild items: alter column "n" type integer, alter column "n" set default 1;`,
        '/* postgresql */ alter table "items" alter column "n" drop default;',
        '/* postgresql */ alter table "items" alter column "n" type int using "n"::int;',
        '/* postgresql */ alter table "items" alter column "n" set default 1;',
      ],
    },
  );
});

describe('A change of an enum writes', () => {
  expectChange(
    'its check, of numbers too',
    { rank: p.enum([1, 2]) },
    { rank: p.enum([1, 2, 3]) },
    {
      up: [
        '/* postgresql */ alter table "items" add constraint "ck_items_rank__new" check ("rank" in (1, 2, 3)) not valid;',
        '/* postgresql */ alter table "items" validate constraint "ck_items_rank__new";',
        'alter table "items" drop constraint "ck_items_rank";',
        '/* sqlite */ alter table "items" add constraint "ck_items_rank" check ("rank" in (1, 2, 3));',
        '/* postgresql */ alter table "items" rename constraint "ck_items_rank__new" to "ck_items_rank";',
      ],
    },
  );
});

describe('A change of a rule writes', () => {
  expectChange(
    'a check that differs in parentheses only',
    { a: p.integer(), b: p.integer() },
    { a: p.integer(), b: p.integer() },
    {
      up: [
        '/* postgresql */ alter table "items" add constraint "ck_items_rule__new" check (a or (b > 1)) not valid;',
        '/* postgresql */ alter table "items" validate constraint "ck_items_rule__new";',
        'alter table "items" drop constraint "ck_items_rule";',
        '/* sqlite */ alter table "items" add constraint "ck_items_rule" check (a or (b > 1));',
        '/* postgresql */ alter table "items" rename constraint "ck_items_rule__new" to "ck_items_rule";',
      ],
    },
    {
      before: { checks: [{ name: 'ck_items_rule', expression: '(a or b) > 1' }] },
      after: { checks: [{ name: 'ck_items_rule', expression: 'a or (b > 1)' }] },
    },
  );
  expectChange(
    'a check that null leaves open by a rebuild, because SQLite would refuse the rows with null',
    { a: p.integer().nullable() },
    { a: p.integer().nullable() },
    {
      up: [
        '/* sqlite */ rebuild items: add constraint "ck_items_rule" check (a > 1);',
        '/* postgresql */ alter table "items" add constraint "ck_items_rule" check (a > 1) not valid;',
        '/* postgresql */ alter table "items" validate constraint "ck_items_rule";',
      ],
      down: ['alter table "items" drop constraint "ck_items_rule";'],
    },
    { after: { checks: [{ name: 'ck_items_rule', expression: 'a > 1' }] } },
  );
  expectChange(
    'a unique index for a unique property',
    { code: p.integer() },
    { code: p.integer().unique() },
    {
      up: [
        '/* sqlite */ create unique index "uq_items_code" on "items" ("code");',
        '/* postgresql */ create unique index concurrently "uq_items_code" on "items" ("code");',
      ],
      down: [
        '/* sqlite */ drop index "uq_items_code";',
        '/* postgresql */ drop index concurrently "uq_items_code";',
      ],
    },
  );
  expectChange(
    'a foreign key by a rebuild on SQLite',
    {},
    { list: () => p.manyToOne(list).nullable().index() },
    {
      up: [
        '/* sqlite */ alter table "items" add column "list_id" integer null;',
        '/* postgresql */ alter table "items" add column "list_id" int null;',
        '/* sqlite */ create index "ix_items_list_id" on "items" ("list_id");',
        '/* postgresql */ create index concurrently "ix_items_list_id" on "items" ("list_id");',
        '/* sqlite */ rebuild items: add constraint "fk_items_list_id_lists" foreign key ("list_id") references "lists" ("id") on delete set null;',
        '/* postgresql */ alter table "items" add constraint "fk_items_list_id_lists" foreign key ("list_id") references "lists" ("id") on delete set null not valid;',
        '/* postgresql */ alter table "items" validate constraint "fk_items_list_id_lists";',
      ],
      down: [
        '/* sqlite */ rebuild items: drop constraint "fk_items_list_id_lists";',
        '/* postgresql */ alter table "items" drop constraint "fk_items_list_id_lists";',
        '/* sqlite */ drop index "ix_items_list_id";',
        '/* postgresql */ drop index concurrently "ix_items_list_id";',
        'alter table "items" drop column "list_id";',
      ],
    },
    { entities: [list as unknown as EntitySchema] },
  );
});

describe('A type that SQLite has no name for', () => {
  expectChange(
    'is tried there on the rows, where the column becomes one',
    { flag: p.integer() },
    { flag: p.boolean() },
    {
      up: [
        '/* sqlite */ alter table "items" add constraint "ck_items_flag_fits" check ("flag" in (0, 1));',
        '/* sqlite */ alter table "items" drop constraint "ck_items_flag_fits";',
        `/* postgresql */ alter table "items" alter column "flag" type boolean using case when "flag"::int::boolean::int is not distinct from "flag" then "flag"::int::boolean else ('this value does not fit: ' || "flag"::text)::boolean end;`,
      ],
      down: ['/* postgresql */ alter table "items" alter column "flag" type int using "flag"::int;'],
    },
  );
});

describe('What only PostgreSQL has', () => {
  expectChange(
    'as a native enum, is a check on SQLite',
    {},
    { mood: p.enum(['good', 'bad']).nativeEnumName('mood').default('good') },
    {
      up: [
        `/* sqlite */ alter table "items" add column "mood" text not null default 'good';`,
        `/* sqlite */ alter table "items" add constraint "ck_items_mood" check ("mood" in ('good', 'bad'));`,
        `/* postgresql */ create type "mood" as enum ('good', 'bad');`,
        `/* postgresql */ alter table "items" add column "mood" "mood" not null default 'good';`,
      ],
    },
  );
  expectChange(
    'as a value that an enum no longer has, takes a new type',
    { mood: p.enum(['good', 'so so', 'bad']).nativeEnumName('mood').default('good') },
    { mood: p.enum(['good', 'bad']).nativeEnumName('mood').default('good') },
    {
      up: [
        '/* sqlite */ alter table "items" drop constraint "ck_items_mood";',
        `/* sqlite */ alter table "items" add constraint "ck_items_mood" check ("mood" in ('good', 'bad'));`,
        '/* postgresql */ alter type "mood" rename to "mood__old";',
        `/* postgresql */ create type "mood" as enum ('good', 'bad');`,
        '/* postgresql */ alter table "items" alter column "mood" drop default;',
        '/* postgresql */ alter table "items" alter column "mood" type "mood" using "mood"::text::"mood";',
        `/* postgresql */ alter table "items" alter column "mood" set default 'good';`,
        '/* postgresql */ drop type "mood__old";',
      ],
    },
  );
  expectChange(
    'as a comment, is left out on SQLite',
    { n: p.integer() },
    { n: p.integer().comment("it's a number") },
    { up: [`/* postgresql */ comment on column "items"."n" is 'it''s a number';`] },
  );
});

describe('What neither MikroORM nor the migrator carries to both databases', () => {
  test.each([
    ['an exclusion constraint', { checks: [{ name: 'ex', expression: 'exclude using gist (id with =)' }] }],
    ['an invisible index', { indexes: [{ name: 'ix', properties: ['id'], invisible: true }] }],
    [
      'a deferrable unique constraint',
      { uniques: [{ name: 'uq', properties: ['id'], deferMode: 'deferred' }] },
    ],
  ])('such as %s, is refused by name', async (_what, options) => {
    await expect(changeEntities([], [item({}, options)])).rejects.toMatchObject({
      code: 'CHANGE_NOT_SUPPORTED',
      message: expect.stringMatching(/item/i),
    });
  });

  test('such as row level security, is refused by name where MikroORM runs on PostgreSQL', async () => {
    const project = await newProject({ driver: PostgreSqlDriver, dbName: 'none' });
    const secured = item({}, { policies: [{ name: 'own', using: 'id = 1' }] });
    await expect(project.create([secured])).rejects.toMatchObject({
      code: 'CHANGE_NOT_SUPPORTED',
      message: expect.stringContaining('"items" of the entity model uses row level security'),
    });
  });
});
