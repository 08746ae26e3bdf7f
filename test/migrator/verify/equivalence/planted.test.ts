import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import fc from 'fast-check';
import type { Schema, Table } from '../../../../src/migrator/model/schema.ts';
import { entitiesOf, model } from '../../generate/arbitrary-model.ts';
import { bothDatabases } from './both-databases.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);
const databases = bothDatabases();

/** Every kind of thing that is compared. */
function shop(): EntitySchema[] {
  const list = defineEntity({
    name: 'List',
    tableName: 'lists',
    properties: { id: p.integer().primary(), name: p.string().length(20) },
  });
  const item = defineEntity({
    name: 'Item',
    tableName: 'items',
    properties: {
      id: p.uuid().primary(),
      title: p.string().length(50).index(),
      code: p.string().length(10).nullable().unique(),
      size: p.integer().default(1),
      isDone: p.boolean().default(false),
      madeAt: p.datetime(3).defaultRaw('current_timestamp'),
      state: p.enum(['a', 'b']).default('a'),
      mood: p.enum(['x', 'y']).nativeEnumName('mood').nullable(),
      twice: p.integer().generated('(size * 2) stored').nullable(),
      price: p.decimal().precision(8).scale(2).default('1.50'),
      list: () => p.manyToOne(list).deleteRule('cascade').nullable().index(),
    },
    checks: [
      { name: 'ck_items_size', expression: '"size" > 0' },
      { name: 'ck_items_title', expression: `trim("title") <> ''` },
    ],
    indexes: [{ name: 'ix_items_done', properties: ['isDone', 'size'], where: '"size" > 5' }],
  } as never);
  return [list, item] as unknown as EntitySchema[];
}

describe('One planted difference is found', () => {
  const alter = (change: string) => `alter table "items" ${change}`;

  test.each<[what: string, sqlite: string[], postgresql: string[], sentence: string]>([
    [
      'a table on SQLite',
      ['create table "more" (id integer)'],
      [],
      'Table "more" is on SQLite and not on PostgreSQL.',
    ],
    [
      'a table on PostgreSQL',
      [],
      ['create table "more" (id int)'],
      'Table "more" is on PostgreSQL and not on SQLite.',
    ],
    [
      'a column',
      [],
      [alter('add column note text')],
      'Column "items"."note" is on PostgreSQL and not on SQLite.',
    ],
    [
      'a type',
      [],
      [alter('drop column is_done'), alter('add column is_done text not null')],
      'Column "items"."is_done": its type is integer on SQLite and text on PostgreSQL.',
    ],
    [
      'a precision',
      [],
      [alter('alter column price type numeric(9,2)')],
      'Column "items"."price": its type is numeric(8,2) on SQLite and numeric(9,2) on PostgreSQL.',
    ],
    [
      'a length',
      [],
      [alter('alter column title type varchar(60)')],
      'Column "items"."title": its length is 50 on SQLite and 60 on PostgreSQL.',
    ],
    [
      'a length that no check limits',
      [alter('drop constraint "ck_items_title_length"')],
      [],
      'Column "items"."title": its length is unlimited on SQLite and 50 on PostgreSQL.',
    ],
    [
      'a length that only SQLite limits',
      [],
      [alter('alter column title type text')],
      'Check "ck_items_title_length" on "items" is on SQLite and not on PostgreSQL: length ( title ) <= 50.',
    ],
    [
      'a value of an enum type',
      [],
      [`alter type mood add value 'z'`],
      `Column "items"."mood": what values it takes is 'x', 'y' on SQLite and 'x', 'y', 'z' on PostgreSQL.`,
    ],
    [
      'nullability',
      [],
      [alter('alter column size drop not null')],
      'Column "items"."size": whether it may be null is no on SQLite and yes on PostgreSQL.',
    ],
    [
      'a default',
      [],
      [alter('alter column size set default 2')],
      'Column "items"."size": its default is 1 on SQLite and 2 on PostgreSQL.',
    ],
    [
      'the case of a default',
      [],
      [alter(`alter column state set default 'A'`)],
      `Column "items"."state": its default is 'a' on SQLite and 'A'::text on PostgreSQL.`,
    ],
    [
      'a missing default',
      [],
      [alter('alter column is_done drop default')],
      'Column "items"."is_done": its default is false on SQLite and nothing on PostgreSQL.',
    ],
    [
      'a constant in the place of the time',
      [],
      [alter(`alter column made_at set default '2026-01-31 00:00:00+00'`)],
      `Column "items"."made_at": its default is cast ( round ( unixepoch ( 'subsec' ) * 1000 ) as integer ) on SQLite and '2026-01-31 00:00:00+00'::timestamp with time zone on PostgreSQL.`,
    ],
    [
      'a generated value',
      [],
      [alter('drop column twice'), alter('add column twice int generated always as (size * 3) stored')],
      'Column "items"."twice": what it is generated from is size * 2 on SQLite and (size * 3) on PostgreSQL.',
    ],
    [
      'a key that grows by itself',
      [],
      ['alter table "lists" alter column id drop identity'],
      'Column "lists"."id": whether it grows by itself is yes on SQLite and no on PostgreSQL.',
    ],
    [
      'a primary key',
      [],
      [alter('drop constraint pk_items'), alter('add constraint pk_items primary key (id, size)')],
      'Primary key of "items": its columns is ("id") on SQLite and ("id", "size") on PostgreSQL.',
    ],
    [
      'an index',
      [],
      ['drop index "ix_items_title"'],
      'Index "ix_items_title" on "items" is on SQLite and not on PostgreSQL.',
    ],
    [
      'the columns of an index',
      [],
      ['drop index "ix_items_title"', 'create index "ix_items_title" on "items" (title, size)'],
      'Index "ix_items_title" on "items": what it indexes is title on SQLite and title, size on PostgreSQL.',
    ],
    [
      'the direction of an index',
      [],
      ['drop index "ix_items_title"', 'create index "ix_items_title" on "items" (title desc)'],
      'Index "ix_items_title" on "items": what it indexes is title on SQLite and title desc on PostgreSQL.',
    ],
    [
      'the predicate of an index',
      [],
      [
        'drop index "ix_items_done"',
        'create index "ix_items_done" on "items" (is_done, size) where size > 6',
      ],
      'Index "ix_items_done" on "items": its predicate is (size > 5) on SQLite and (size > 6) on PostgreSQL.',
    ],
    [
      'uniqueness',
      [],
      ['drop index "uq_items_code"', 'create index "uq_items_code" on "items" (code)'],
      'Index "uq_items_code" on "items": whether it is unique is yes on SQLite and no on PostgreSQL.',
    ],
    [
      'a foreign key',
      [],
      [alter('drop constraint "fk_items_list_id_lists"')],
      'Foreign key "fk_items_list_id_lists" on "items" is on SQLite and not on PostgreSQL.',
    ],
    [
      'what a foreign key does on delete',
      [],
      [
        alter('drop constraint "fk_items_list_id_lists"'),
        alter(
          'add constraint "fk_items_list_id_lists" foreign key (list_id) references lists (id) on delete set null',
        ),
      ],
      'Foreign key "fk_items_list_id_lists" on "items": on delete is cascade on SQLite and set null on PostgreSQL.',
    ],
    [
      'a foreign key that is not validated',
      [],
      [
        alter('drop constraint "fk_items_list_id_lists"'),
        alter(
          'add constraint "fk_items_list_id_lists" foreign key (list_id) references lists (id) on delete cascade not valid',
        ),
      ],
      'Foreign key "fk_items_list_id_lists" on "items" is not validated on PostgreSQL: rows that were there before it may break it. On SQLite it holds for all.',
    ],
    [
      'a check',
      [],
      [alter('drop constraint "ck_items_size"')],
      'Check "ck_items_size" on "items" is on SQLite and not on PostgreSQL: size > 0.',
    ],
    [
      'the rule of a check',
      [],
      [alter('drop constraint "ck_items_size"'), alter('add constraint "ck_items_size" check (size >= 0)')],
      'Check "ck_items_size" on "items": its rule is size > 0 on SQLite and size >= 0 on PostgreSQL.',
    ],
    [
      'a check that is not validated',
      [],
      [
        alter('drop constraint "ck_items_size"'),
        alter('add constraint "ck_items_size" check (size > 0) not valid'),
      ],
      'Check "ck_items_size" on "items" is not validated on PostgreSQL: rows that were there before it may break it. On SQLite it holds for all.',
    ],
    [
      'a check on PostgreSQL alone',
      [],
      [alter('add constraint "more" check (size < 7)')],
      'Check "more" on "items" is on PostgreSQL and not on SQLite: size < 7.',
    ],
    [
      'a view',
      ['create view "shown" as select id from items'],
      [],
      'View "shown" is on SQLite and not on PostgreSQL.',
    ],
    [
      'a trigger',
      ['create trigger "log" after insert on "items" begin select 1; end'],
      [],
      'Trigger "log" on "items" is on SQLite and not on PostgreSQL.',
    ],
  ])('%s', async (_what, sqlite, postgresql, sentence) => {
    const found = await databases.compareEntities(shop(), { sqlite, postgresql });
    expect(found.map((text) => text.replace(/ If it came with a reference.*$/, ''))).toContain(sentence);
  });

  test('nothing is found without one', async () => {
    expect(await databases.compareEntities(shop())).toEqual([]);
    expect(await databases.compareEntities(shop(), {}, 'not asked')).toEqual([]);
  });

  test('an index that was not built to the end', async () => {
    const invalid = `update pg_index set indisvalid = false where indexrelid = '"ix_items_title"'::regclass`;
    expect(await databases.compareEntities(shop(), { postgresql: [invalid] })).toEqual([
      'Index "ix_items_title" on "items" is invalid on PostgreSQL: it was not built to the end.',
    ]);
  });

  test('any change of any model', async () => {
    await fc.assert(
      fc.asyncProperty(model, fc.nat(), async (spec, pick) => {
        let planted: string | undefined;
        const found = await databases.compareEntities(entitiesOf(spec), {}, 'asked', (schema) => {
          const changes = changesOf(schema);
          const [name, changed] = changes[pick % changes.length] ?? ['', schema];
          planted = name;
          return changed;
        });
        expect([planted, found.length > 0]).toEqual([planted, true]);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Every schema that differs from `schema` in one thing, with what it is. */
function changesOf(schema: Schema): [what: string, changed: Schema][] {
  return schema.tables.flatMap((table) => {
    const put = (what: string, changed: Partial<Table>): [string, Schema] => [
      `${what} of ${table.name}`,
      { ...schema, tables: schema.tables.map((own) => (own === table ? { ...table, ...changed } : own)) },
    ];
    const without = <T>(list: readonly T[], item: T) => list.filter((own) => own !== item);
    const plain = table.columns.filter(
      ({ name, generated }) => !table.primaryKey?.columns.includes(name) && generated === undefined,
    );
    return [
      put('a further column', { columns: [...table.columns, { name: 'more', type: 'int', nullable: true }] }),
      ...plain.map((column) =>
        put(`null in ${column.name}`, {
          columns: table.columns.map((own) => (own === column ? { ...own, nullable: !own.nullable } : own)),
        }),
      ),
      ...plain
        .filter((column) => column.default !== undefined)
        .map((column) =>
          put(`default of ${column.name}`, {
            columns: table.columns.map((own) => (own === column ? { ...own, default: undefined } : own)),
          }),
        ),
      ...table.indexes
        .filter(({ unique, parts }) => unique || parts.length > 1)
        .map((index) => put(`index ${index.name}`, { indexes: without(table.indexes, index) })),
      ...table.indexes.map((index) =>
        put(`unique ${index.name}`, {
          indexes: table.indexes.map((own) => (own === index ? { ...own, unique: !own.unique } : own)),
        }),
      ),
      ...table.checks.map((check) => put(`check ${check.name}`, { checks: without(table.checks, check) })),
      ...table.foreignKeys.map((key) =>
        put(`key ${key.name}`, { foreignKeys: without(table.foreignKeys, key) }),
      ),
    ];
  });
}
