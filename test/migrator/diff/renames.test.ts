import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { askIn } from '../../../src/migrator/generate/ask.ts';
import { until } from '../../support/until.ts';
import { changeEntities, newProject } from '../generate/project.ts';

type Properties = Record<string, unknown>;

const entity = (tableName: string, properties: Properties) =>
  defineEntity({
    name: 'Item',
    tableName,
    properties: { id: p.integer().primary(), ...properties },
  } as never) as unknown as EntitySchema;
const items = (properties: Properties) => [entity('items', properties)];
const text = () => p.text().nullable();

/** What `migration:create` writes, and refuses, with `renames` as the answers. */
const change = (before: EntitySchema[], after: EntitySchema[], ...renames: string[]) =>
  changeEntities(before, after, { renames });

describe('A column that is gone while one like it is new', () => {
  const before = items({ name: text() });
  const after = items({ title: text() });

  test('is asked for, and refused with the answers there are when nobody can be asked', async () => {
    await expect(change(before, after)).rejects.toMatchObject({
      code: 'RENAME_UNDECIDED',
      message: expect.stringContaining(`MIGRATION_RENAMES='items.name>title'`),
    });
    await expect(change(before, after)).rejects.toThrow('"drop items.name" (dropped with its data)');
  });

  test('is renamed when the answer says so', async () => {
    const { up, down, code } = await change(before, after, 'items.name>title');
    expect(up).toEqual(['alter table "items" rename column "name" to "title";']);
    expect(down).toEqual(['alter table "items" rename column "title" to "name";']);
    expect(code).toContain('/** Renames items.name to title. */');
    expect(code).not.toContain('loses');
  });

  test('is dropped when the answer says so, and its loss is declared', async () => {
    const { up, code } = await change(before, after, 'drop items.name');
    expect(up).toEqual([
      'alter table "items" drop column "name";',
      'alter table "items" add column "title" text null;',
    ]);
    expect(code).toContain(`this.loses({ table: 'items', column: 'name' });`);
  });

  test('is answered by the environment variable too', async () => {
    const project = await newProject();
    await project.create(before);
    process.env.MIGRATION_RENAMES = ' items.name > title ,';
    try {
      expect((await project.create(after)).diff.up).toHaveLength(1);
    } finally {
      delete process.env.MIGRATION_RENAMES;
    }
  });

  test('is not asked for when the new one is of another kind', async () => {
    const { up } = await change(before, items({ count: p.integer().nullable() }));
    expect(up).toHaveLength(3);
  });

  test.each([
    ['no such column before', 'items.nmae>title', 'no column nmae in the snapshot'],
    ['no such column after', 'items.name>titel', 'no column titel in the entities'],
    ['no such table', 'item.name>title', 'no table item'],
    ['no target', 'items.name>', 'not understood'],
  ])('is not decided by an answer with %s', async (_what, answer, reason) => {
    await expect(change(before, after, answer)).rejects.toMatchObject({
      code: 'RENAME_UNDECIDED',
      message: expect.stringContaining(reason),
    });
  });
});

describe('Renames at once', () => {
  test('of two columns of the same type go where they are told', async () => {
    const { up } = await change(
      items({ a: text(), b: text() }),
      items({ c: text(), d: text() }),
      'items.a>d',
      'items.b>c',
    );
    expect(up).toEqual([
      'alter table "items" rename column "a" to "d";',
      'alter table "items" rename column "b" to "c";',
    ]);
  });

  test('that swap two columns go by a name between', async () => {
    const { up, code } = await change(
      items({ a: text(), b: text() }),
      items({ a: text(), b: text() }),
      'items.a>b',
      'items.b>a',
    );
    expect(up).toEqual([
      'alter table "items" rename column "a" to "a__aside";',
      'alter table "items" rename column "b" to "a";',
      'alter table "items" rename column "a__aside" to "b";',
    ]);
    expect(code).toContain('/** Renames items.a to b and items.b to a. */');
  });

  test('let a new column have the old name', async () => {
    const { up, down, code } = await change(
      items({ note: text() }),
      items({ remark: text(), note: p.integer().default(4) }),
      'items.note>remark',
    );
    expect(up).toEqual([
      'alter table "items" rename column "note" to "remark";',
      '/* sqlite */ alter table "items" add column "note" integer not null default 4;',
      '/* postgresql */ alter table "items" add column "note" int not null default 4;',
    ]);
    expect(down).toEqual([
      'alter table "items" rename column "note" to "note__dropped";',
      'alter table "items" rename column "remark" to "note";',
      'alter table "items" drop column "note__dropped";',
    ]);
    expect(code).toContain(`this.loses({ table: 'items', column: 'note' });`);
  });

  test('leave what follows the column alone', async () => {
    const model = (name: string) =>
      items({
        [name]: p.string().length(9).nullable().check(`${name} <> 'name'`),
        upper: p.text().nullable().generated(`(upper("${name}")) stored`),
      });
    const { up } = await change(model('name'), model('title'), 'items.name>title');
    expect(up).toEqual([
      'alter table "items" rename column "name" to "title";',
      '/* sqlite */ rebuild items: ' +
        'drop constraint "ck_items_name", drop constraint "ck_items_name_length", ' +
        `add constraint "ck_items_title" check (title <> 'name'), ` +
        'add constraint "ck_items_title_length" check ("title" is null or length("title") <= 9);',
      '/* postgresql */ alter table "items" rename constraint "ck_items_name" to "ck_items_title";',
    ]);
  });
});

describe('A table that is gone while one like it is new', () => {
  const columns = () => ({ name: text(), note: text() });

  test('is asked for', async () => {
    await expect(change([entity('items', columns())], [entity('things', columns())])).rejects.toMatchObject({
      code: 'RENAME_UNDECIDED',
      message: expect.stringContaining("MIGRATION_RENAMES='items>things'"),
    });
  });

  test('is renamed together with its columns', async () => {
    const { up, code } = await change(
      [entity('items', columns())],
      [entity('things', { name: text(), remark: text() })],
      'things.note>remark',
      'items>things',
    );
    expect(up.filter((sql) => !sql.startsWith('/* sqlite'))).toEqual([
      'alter table "items" rename to "things";',
      '/* postgresql */ alter table "things" rename constraint "pk_items" to "pk_things";',
      '/* postgresql */ alter sequence if exists "items_id_seq" rename to "things_id_seq";',
      'alter table "things" rename column "note" to "remark";',
    ]);
    expect(code).not.toContain('loses');
  });

  test('is not asked for when they have little in common', async () => {
    const { up } = await change(
      [entity('items', columns())],
      [entity('logs', { at: text(), what: text(), who: text() })],
    );
    expect(up).toHaveLength(3);
  });
});

describe('A terminal', () => {
  const question = {
    subject: 'items.name',
    answers: [
      { answer: 'items.name>title', meaning: 'renamed to title' },
      { answer: 'drop items.name', meaning: 'dropped' },
    ],
  };

  test('asks until one of the answers is chosen', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const asked = askIn({ input, output })(question);
    let shown = '';
    output.on('data', (chunk) => {
      shown += chunk;
    });
    input.write('maybe\n');
    await until(() => shown.split('Answer 1-2: ').length > 2);
    input.write('2\n');
    expect(await asked).toBe('drop items.name');
    expect(shown).toContain('1) renamed to title\n  2) dropped\nAnswer 1-2: ');
  });

  test('that is left decides nothing', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const asked = askIn({ input, output })(question);
    input.end();
    await expect(asked).rejects.toMatchObject({ code: 'RENAME_UNDECIDED' });
  });
});
