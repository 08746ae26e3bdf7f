import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { changeEntities } from './project.ts';

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
        '/* sqlite */ alter table "items" add constraint "ck_items_note_length" check (length("note") <= 9);',
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
      up: ['alter table "items" alter column "n" set not null;'],
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
        'alter table "items" drop constraint "ck_items_rank";',
        'alter table "items" add constraint "ck_items_rank" check ("rank" in (1, 2, 3));',
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
        'alter table "items" drop constraint "ck_items_rule";',
        'alter table "items" add constraint "ck_items_rule" check (a or (b > 1));',
      ],
    },
    {
      before: { checks: [{ name: 'ck_items_rule', expression: '(a or b) > 1' }] },
      after: { checks: [{ name: 'ck_items_rule', expression: 'a or (b > 1)' }] },
    },
  );
  expectChange(
    'a unique index for a unique property',
    { code: p.integer() },
    { code: p.integer().unique() },
    {
      up: ['create unique index "uq_items_code" on "items" ("code");'],
      down: ['drop index "uq_items_code";'],
    },
  );
  expectChange(
    'a foreign key by a rebuild on SQLite',
    {},
    { list: () => p.manyToOne(list).nullable().index() },
    {
      up: [
        '/* sqlite */ rebuild items: add column "list_id" integer null, add constraint "fk_items_list_id_lists" foreign key ("list_id") references "lists" ("id") on delete set null;',
        '/* postgresql */ alter table "items" add column "list_id" int null;',
        'create index "ix_items_list_id" on "items" ("list_id");',
        '/* postgresql */ alter table "items" add constraint "fk_items_list_id_lists" foreign key ("list_id") references "lists" ("id") on delete set null;',
      ],
      down: [
        '/* postgresql */ alter table "items" drop constraint "fk_items_list_id_lists";',
        'drop index "ix_items_list_id";',
        '/* sqlite */ rebuild items: drop constraint "fk_items_list_id_lists", drop column "list_id";',
        '/* postgresql */ alter table "items" drop column "list_id";',
      ],
    },
    { entities: [list as unknown as EntitySchema] },
  );
});
