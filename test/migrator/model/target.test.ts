import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Column, Table } from '../../../src/migrator/model/schema.ts';
import { readTargets } from '../../../src/migrator/model/targets.ts';
import { newProject } from '../generate/project.ts';

const entity = (name: string, properties: object, options: object = {}) =>
  defineEntity({
    name,
    tableName: `${name.toLowerCase()}s`,
    properties,
    ...options,
  } as never) as unknown as EntitySchema;
const id = () => ({ id: p.integer().primary() });

/** The schemas that `entities` ask of SQLite and PostgreSQL. */
async function targets(...entities: EntitySchema[]) {
  const orm = await (await newProject()).open(entities);
  const [sqlite, postgresql] = await readTargets(orm.em as SqlEntityManager);
  if (sqlite === undefined || postgresql === undefined) {
    throw new Error('A dialect is missing.');
  }
  return { sqlite, postgresql };
}

/** One table of them, with what the two databases make of it. */
async function table(
  properties: object,
  options: object = {},
): Promise<{ sqlite: Table; postgresql: Table }> {
  const { sqlite, postgresql } = await targets(entity('Item', { ...id(), ...properties }, options));
  const [own, other] = [sqlite, postgresql].map(({ tables }) => tables.find(({ name }) => name === 'items'));
  if (own === undefined || other === undefined) {
    throw new Error('The table is missing.');
  }
  return { sqlite: own, postgresql: other };
}

async function column(
  property: unknown,
): Promise<{ sqlite: Column | undefined; postgresql: Column | undefined }> {
  const { sqlite, postgresql } = await table({ value: property });
  return { sqlite: sqlite.columns[1], postgresql: postgresql.columns[1] };
}

const NOW = "(cast(round(unixepoch('subsec') * 1000) as integer))";

describe('The default of a column', () => {
  test.each([
    ['a text', p.text().default('Open'), `'Open'`, `'Open'`],
    ['a text with quotes', p.text().default("it''s 'so'"), `'it''''s ''so'''`, `'it''''s ''so'''`],
    ['a text that looks like SQL', p.text().default('now()'), `'now()'`, `'now()'`],
    ['an empty text', p.text().default(''), `''`, `''`],
    ['a boolean', p.boolean().default(false), 'false', 'false'],
    ['a number', p.integer().default(-1), '-1', '-1'],
    ['a bigint', p.bigint().default(5n as never), `'5'`, `'5'`],
    ['a decimal', p.decimal().default('1.50'), `'1.50'`, `'1.50'`],
    ['an expression', p.integer().defaultRaw('1 + 2'), '(1 + 2)', '1 + 2'],
    ['an expression in parentheses', p.integer().defaultRaw('(1) + (2)'), '((1) + (2))', '(1) + (2)'],
    ['now, as a time', p.datetime(3).defaultRaw('current_timestamp'), NOW, 'current_timestamp'],
    ['now, as a function', p.datetime(3).defaultRaw('now()'), NOW, 'now()'],
    ['now, with a precision', p.datetime(3).defaultRaw('current_timestamp(3)'), NOW, 'current_timestamp(3)'],
    ['today', p.date().defaultRaw('current_date'), 'current_date', 'current_date'],
    ['a list', p.array().default([]), `''`, `'{}'`],
    ['JSON', p.json().default('{"a":"it\'s"}'), `'{"a":"it''s"}'`, `'{"a":"it''s"}'`],
    ['null', p.text().nullable().default(null), undefined, undefined],
  ])('that is %s', async (_what, property, sqlite, postgresql) => {
    const result = await column(property);
    expect([result.sqlite?.default, result.postgresql?.default]).toEqual([sqlite, postgresql]);
  });
});

describe('The length of a text', () => {
  test.each([
    ['of a limited text', p.string().length(7)],
    ['that MikroORM gives a text without one', p.string()],
    ['of a character', p.character().length(3)],
    ['in a type given as SQL', p.string().columnType('varchar(9)')],
    ['that is unlimited', p.text()],
    ['of a uuid', p.uuid()],
    ['of an enum', p.enum(['a', 'b'])],
    ['of JSON', p.json()],
    ['of a list', p.array()],
    ['of a number', p.integer()],
  ])('%s is the same on both databases', async (_what, property) => {
    const { sqlite, postgresql } = await table({ value: property });
    const limit = /^(?:var)?char\((\d+)\)$/.exec(postgresql.columns[1]?.type ?? '')?.[1];
    const check = sqlite.checks.find(({ name }) => name === 'ck_items_value_length');
    expect(check?.expression).toBe(limit && `length("value") <= ${limit}`);
  });
});

describe('Names', () => {
  test('tell a foreign key what it refers to, unless the entity names it', async () => {
    const owner = entity('Owner', id());
    const item = entity('Item', {
      ...id(),
      owner: () => p.manyToOne(owner as never),
      other: () => p.manyToOne(owner as never).foreignKeyName('fk_mine'),
    });
    for (const schema of Object.values(await targets(owner, item))) {
      expect(schema.tables[0]?.foreignKeys.map(({ name }) => name)).toEqual([
        'fk_items_owner_id_owners',
        'fk_mine',
      ]);
    }
  });

  test('longer than 63 bytes are shortened alike, and stay apart', async () => {
    const long = `${'very'.repeat(12)}Long`;
    const { sqlite, postgresql } = await table({
      [`${long}1`]: p.string().length(5).index(),
      [`${long}2`]: p.string().length(5).index(),
    });
    const names = [...sqlite.indexes, ...sqlite.checks].map(({ name }) => name);
    expect(new Set(names).size).toBe(4);
    expect(names.filter((name) => Buffer.byteLength(name) > 63)).toEqual([]);
    expect(postgresql.indexes).toEqual(sqlite.indexes);
  });

  test('are the same on both databases', async () => {
    const { sqlite, postgresql } = await table(
      { code: p.integer().unique(), rank: p.enum([1, 2]).index() },
      { checks: [{ expression: 'code > 0', property: 'code' }] },
    );
    expect(sqlite.primaryKey).toEqual({ name: 'pk_items', columns: ['id'] });
    expect(postgresql.primaryKey).toEqual(sqlite.primaryKey);
    expect(postgresql.indexes).toEqual(sqlite.indexes);
    expect(postgresql.checks).toEqual(sqlite.checks);
    expect(sqlite.checks.map(({ name }) => name)).toEqual(['ck_items_code', 'ck_items_rank']);
  });
});

describe('A check of the entity', () => {
  const expressions = ({ checks }: Table) =>
    Object.fromEntries(checks.map(({ name, expression }) => [name, expression]));

  test('stays beside that of an enum whose name it has', async () => {
    const { sqlite, postgresql } = await table({
      state: p.enum(['new', 'old']).check("state <> 'old' or id > 5"),
      mood: p.enum(['good', 'bad']).nativeEnumName('mood').check("mood <> 'bad'"),
    });
    expect(expressions(sqlite)).toEqual({
      ck_items_state: "state <> 'old' or id > 5",
      ck_items_state_2: `"state" in ('new', 'old')`,
      ck_items_mood: "mood <> 'bad'",
      ck_items_mood_2: `"mood" in ('good', 'bad')`,
    });
    expect(expressions(postgresql)).toEqual({
      ck_items_state: "state <> 'old' or id > 5",
      ck_items_state_2: `"state" in ('new', 'old')`,
      ck_items_mood: "mood <> 'bad'",
    });
  });

  test('stays beside that of a length whose name it has', async () => {
    const { sqlite, postgresql } = await table(
      { code: p.string().length(5) },
      { checks: [{ name: 'ck_items_code_length', expression: 'length(code) > 1' }] },
    );
    expect(expressions(sqlite)).toEqual({
      ck_items_code_length: 'length(code) > 1',
      ck_items_code_length_2: 'length("code") <= 5',
    });
    expect(expressions(postgresql)).toEqual({ ck_items_code_length: 'length(code) > 1' });
  });

  test('is one for an enum that classes of one table share', async () => {
    const base = defineEntity({
      name: 'Base',
      tableName: 'bases',
      discriminatorColumn: 'kind',
      abstract: true,
      properties: { ...id(), kind: p.enum(['one', 'two']) },
    } as never) as unknown as EntitySchema;
    const [one, two] = [['a'], ['a', 'b']].map((items, index) =>
      defineEntity({
        name: `Child${index}`,
        extends: base,
        discriminatorValue: index === 0 ? 'one' : 'two',
        properties: { letter: p.enum(items) },
      } as never),
    ) as unknown as [EntitySchema, EntitySchema];
    for (const { tables } of Object.values(await targets(base, one, two))) {
      expect(tables.map(expressions)).toEqual([
        {
          ck_bases_kind: `"kind" in ('one', 'two')`,
          ck_bases_letter: `"letter" is null or "letter" in ('a', 'b')`,
        },
      ]);
    }
  });

  test('is refused where another has its name', async () => {
    const checks = [
      { name: 'ck_same', expression: 'id > 1' },
      { name: 'ck_same', expression: 'id > 2' },
    ];
    await expect(table({}, { checks })).rejects.toMatchObject({
      code: 'CHANGE_NOT_SUPPORTED',
      message:
        'The table "items" of the entity model has two checks named "ck_same": id > 1; id > 2. ' +
        'Give one of them a name of its own, in "checks" of the entity.',
    });
  });
});

describe('What an entity can have', () => {
  test('a key of several columns, a reference to itself, and a pivot table', async () => {
    const tag = entity('Tag', id());
    const node = entity('Node', {
      a: p.integer().primary(),
      b: p.integer().primary(),
      parent: () => p.manyToOne('Node' as never).nullable(),
      tags: () => p.manyToMany(tag as never),
    });
    const { postgresql } = await targets(tag, node);
    const [nodes, pivot] = postgresql.tables;
    expect(nodes?.primaryKey?.columns).toEqual(['a', 'b']);
    expect(nodes?.foreignKeys[0]).toMatchObject({ referencedTable: 'nodes', referencedColumns: ['a', 'b'] });
    expect(pivot?.name).toBe('nodes_tags');
    expect(pivot?.primaryKey?.columns).toHaveLength(3);
    expect(pivot?.columns.some(({ autoIncrement }) => autoIncrement)).toBe(false);
  });

  test('an embedded object, inline or as JSON, with its enum', async () => {
    const address = defineEntity({
      name: 'Address',
      embeddable: true,
      properties: { city: p.string().length(5), kind: p.enum(['home', 'work']) },
    });
    const { sqlite } = await table({
      home: () => p.embedded(address),
      other: () => p.embedded(address).object(),
    });
    expect(sqlite.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id integer',
      'home_city text',
      'home_kind text',
      'other json',
    ]);
    expect(sqlite.checks.map(({ name }) => name)).toEqual([
      'ck_items_home_city_length',
      'ck_items_home_kind',
    ]);
  });

  test('a generated column, stored where nothing else is said on PostgreSQL', async () => {
    const { sqlite, postgresql } = await column(p.integer().generated('(id * 2)'));
    expect(sqlite?.generated).toEqual({ expression: 'id * 2', stored: false });
    expect(postgresql?.generated).toEqual({ expression: 'id * 2', stored: true });
  });

  test('a view, a trigger, and an index with a predicate', async () => {
    const { sqlite, postgresql } = await targets(
      entity('Item', id(), {
        indexes: [{ name: 'ix_some', properties: ['id'], where: 'id > 5' }],
        triggers: [{ name: 'tr', timing: 'after', events: ['insert', 'update'], body: 'select 1' }],
      }),
      entity('Seen', id(), { view: true, expression: 'select id from items' }),
    );
    expect(sqlite.views).toEqual([
      { name: 'seens', materialized: false, definition: 'select id from items', indexes: [] },
    ]);
    expect(sqlite.tables[0]?.indexes).toEqual([
      { name: 'ix_some', unique: false, parts: ['"id"'], where: 'id > 5' },
    ]);
    expect(sqlite.tables[0]?.triggers[0]?.drop).toEqual([
      'drop trigger "tr_insert"',
      'drop trigger "tr_update"',
    ]);
    expect(postgresql.tables[0]?.triggers[0]?.drop).toEqual([
      'drop trigger "tr" on "items"',
      'drop function "items_tr_fn"()',
    ]);
  });

  test('one table for a hierarchy', async () => {
    const base = defineEntity({
      name: 'Base',
      tableName: 'bases',
      discriminatorColumn: 'kind',
      discriminatorMap: { one: 'One' },
      abstract: true,
      properties: { ...id(), kind: p.enum(['one']) },
    } as never) as unknown as EntitySchema;
    const one = defineEntity({
      name: 'One',
      extends: base,
      properties: { label: p.string().length(5).nullable() },
    } as never) as unknown as EntitySchema;
    const { sqlite } = await targets(base, one);
    expect(sqlite.tables.map(({ name }) => name)).toEqual(['bases']);
    expect(sqlite.tables[0]?.columns.map(({ name }) => name).toSorted()).toEqual(['id', 'kind', 'label']);
    expect(sqlite.tables[0]?.checks.map(({ name }) => name)).toEqual([
      'ck_bases_kind',
      'ck_bases_label_length',
    ]);
  });
});

describe('What an entity cannot have', () => {
  test('a schema, which SQLite does not know', async () => {
    await expect(targets(entity('Item', id(), { schema: 'audit' }))).rejects.toMatchObject({
      code: 'CHANGE_NOT_SUPPORTED',
      message: expect.stringContaining('"items" of the entity model is in the schema "audit"'),
    });
  });
});
