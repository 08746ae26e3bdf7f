import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import type { DualMigratorOptions } from '../../../src/migrator/options.ts';
import { newProject } from './project.ts';

type Properties = Record<string, unknown>;

const item = (properties: Properties, options: object = {}) =>
  defineEntity({
    name: 'Item',
    tableName: 'items',
    properties: { id: p.integer().primary(), ...properties },
    ...options,
  } as never) as unknown as EntitySchema;
const list = (properties: Properties = {}) =>
  defineEntity({
    name: 'List',
    tableName: 'lists',
    properties: { id: p.integer().primary(), ...properties },
  } as never) as unknown as EntitySchema;

/** The files of a change named `change`, by what stands behind that name; without the import. */
async function filesOf(
  before: EntitySchema[],
  after: EntitySchema[],
  options?: DualMigratorOptions,
): Promise<Record<string, string>> {
  const project = await newProject({
    migrations: { fileName: (timestamp, name) => `Migration${timestamp}_${name}` },
  });
  await project.create(before, undefined, 'first');
  const { files } = await project.create(after, options, 'change');
  return Object.fromEntries(
    files.map(({ fileName, code }) => [
      fileName.replace(/^Migration\d{14}_change_?|\.ts$/g, ''),
      code
        .replaceAll(/Migration\d{14}/g, 'Migration')
        .split('\n')
        .slice(2)
        .join('\n'),
    ]),
  );
}

/** What is in the body of a method of a file, one call a line. */
function bodyOf(code: string | undefined, method: 'up' | 'down'): string[] {
  const body = code?.split(`override ${method}() {\n`)[1]?.split('\n  }\n')[0] ?? '';
  return body
    .replaceAll(/\(\n\s+/g, '(')
    .replaceAll(/,\n\s+\)/g, ')')
    .split('\n')
    .map((line) => line.trim());
}

const priority = (values: string[]) => item({ priority: p.enum(values) });

describe('A change that needs one migration only', () => {
  test('has one file, in one transaction, with the name that was given', async () => {
    const files = await filesOf([item({})], [item({ place: p.string().length(100).nullable() })]);
    expect(Object.keys(files)).toEqual(['']);
    expect(files['']).not.toContain('isTransactional');
  });

  test('has that name also where it runs outside a transaction', async () => {
    const files = await filesOf([item({ code: p.integer() })], [item({ code: p.integer().index() })]);
    expect(files).toEqual({
      '': `/**
 * Adds index ix_items_code. The table stays in use meanwhile; that cannot be part of a transaction
 * (PostgreSQL manual, CREATE INDEX CONCURRENTLY), so it is a migration of its own.
 */
export class Migration_change extends DualMigration {
  override name = 'Migration_change';

  override isTransactional() {
    return false;
  }

  override up() {
    this.sqlite(\`create index "ix_items_code" on "items" ("code");\`);
    this.postgresql(\`create index concurrently "ix_items_code" on "items" ("code");\`);
  }

  override down() {
    this.sqlite(\`drop index "ix_items_code";\`);
    this.postgresql(\`drop index concurrently "ix_items_code";\`);
  }
}
`,
    });
  });
});

describe('On a table that is in use', () => {
  test('an index that changes serves until the new one is built', async () => {
    const of = (...properties: string[]) =>
      item({ a: p.integer(), b: p.integer() }, { indexes: [{ name: 'ix_items', properties }] });
    const files = await filesOf([of('a')], [of('a', 'b')]);
    expect(bodyOf(files[''], 'up')).toEqual([
      'this.sqlite(`drop index "ix_items";`);',
      'this.sqlite(`create index "ix_items" on "items" ("a", "b");`);',
      'this.postgresql(`create index concurrently "ix_items__new" on "items" ("a", "b");`);',
      'this.postgresql(`drop index concurrently "ix_items";`);',
      'this.postgresql(`alter index "ix_items__new" rename to "ix_items";`);',
    ]);
  });

  test('an index that the entity gives as a statement is built concurrently', async () => {
    const expression = 'create index ix_items_half on items ((a / 2))';
    const files = await filesOf(
      [item({ a: p.integer() })],
      [item({ a: p.integer() }, { indexes: [{ name: 'ix_items_half', expression }] })],
    );
    expect(bodyOf(files[''], 'up')).toEqual([
      'this.sqlite(`create index ix_items_half on items ((a / 2));`);',
      'this.postgresql(`create index concurrently ix_items_half on items ((a / 2));`);',
    ]);
  });

  test('such an index is dropped first where its statement changes: its name is in it', async () => {
    const of = (by: number) =>
      item(
        { a: p.integer() },
        {
          indexes: [
            { name: 'ix_items_part', expression: `create index ix_items_part on items ((a / ${by}))` },
          ],
        },
      );
    const files = await filesOf([of(2)], [of(3)]);
    expect(bodyOf(files[''], 'up').slice(-2)).toEqual([
      'this.postgresql(`drop index concurrently "ix_items_part";`);',
      'this.postgresql(`create index concurrently ix_items_part on items ((a / 3));`);',
    ]);
  });

  test('a check is proven after it holds for new rows, and an enum keeps its old one until then', async () => {
    const files = await filesOf([priority(['low'])], [priority(['low', 'high'])]);
    expect(Object.keys(files)).toEqual(['']);
    expect(bodyOf(files[''], 'up')).toEqual([
      `this.postgresql(\`alter table "items" add constraint "ck_items_priority__new" check ("priority" in ('low', 'high')) not valid;\`);`,
      'this.postgresql(`alter table "items" validate constraint "ck_items_priority__new";`);',
      'this.addSql(`alter table "items" drop constraint "ck_items_priority";`);',
      `this.sqlite(\`alter table "items" add constraint "ck_items_priority" check ("priority" in ('low', 'high'));\`);`,
      'this.postgresql(`alter table "items" rename constraint "ck_items_priority__new" to "ck_items_priority";`);',
    ]);
  });

  test('a default that only the new check allows comes after it, and goes before it', async () => {
    const of = (values: string[], value: string) => item({ priority: p.enum(values).default(value) });
    const files = await filesOf([of(['low'], 'low')], [of(['low', 'high'], 'high')]);
    expect(Object.keys(files)).toEqual(['']);
    const setDefault = (value: string) =>
      `this.postgresql(\`alter table "items" alter column "priority" set default '${value}';\`);`;
    expect(bodyOf(files[''], 'up').at(-1)).toBe(setDefault('high'));
    const down = bodyOf(files[''], 'down').filter((line) => line.startsWith('this.postgresql'));
    expect(down[0]).toBe(setDefault('low'));
  });

  test('a text that may be longer is looked through for its checks and indexes apart', async () => {
    const of = (length: number) =>
      item(
        { title: p.string().length(length).index() },
        {
          checks: [{ name: 'ck_items_title', expression: `trim("title") <> ''` }],
          indexes: [
            { name: 'ix_items_lower', expression: 'create index ix_items_lower on items (lower(title))' },
          ],
        },
      );
    const files = await filesOf([of(20)], [of(40)]);
    expect(Object.keys(files)).toEqual(['drop_constraints', 'drop_indexes', '', 'indexes', 'constraints']);
    expect(bodyOf(files[''], 'up').filter((line) => line.startsWith('this.postgresql'))).toEqual([
      'this.postgresql(`alter table "items" alter column "title" type varchar(40);`);',
    ]);
  });

  test('a rule that only goes is dropped at once, and proven on the way back', async () => {
    const checks = [{ name: 'ck_items_rule', expression: 'a > 1' }];
    const files = await filesOf([item({ a: p.integer() }, { checks })], [item({ a: p.integer() })]);
    expect(Object.keys(files)).toEqual(['']);
    expect(bodyOf(files[''], 'up')).toEqual([
      'this.addSql(`alter table "items" drop constraint "ck_items_rule";`);',
    ]);
    expect(bodyOf(files[''], 'down')).toEqual([
      'this.sqlite(`alter table "items" add constraint "ck_items_rule" check (a > 1);`);',
      'this.postgresql(`alter table "items" add constraint "ck_items_rule" check (a > 1) not valid;`);',
      'this.postgresql(`alter table "items" validate constraint "ck_items_rule";`);',
    ]);
  });

  test('a column is required through a proven check, its limit on SQLite in the same file', async () => {
    const files = await filesOf(
      [item({ note: p.string().length(9).nullable() })],
      [item({ note: p.string().length(9) })],
    );
    expect(files).toEqual({
      '': `/**
 * Changes items.note. New rows keep to a rule at once, and those that exist are looked through while the
 * table stays in use (PostgreSQL manual, ALTER TABLE, NOT VALID); that takes a transaction for each
 * statement, so it is a migration of its own.
 */
export class Migration_change extends DualMigration {
  override name = 'Migration_change';

  override isTransactional() {
    return false;
  }

  override up() {
    this.sqlite(\`alter table "items" drop constraint "ck_items_note_length";\`);
    this.postgresql(
      \`alter table "items" add constraint "ck_items_note__not_null" check ("note" is not null) not valid;\`,
    );
    this.postgresql(\`alter table "items" validate constraint "ck_items_note__not_null";\`);
    this.addSql(\`alter table "items" alter column "note" set not null;\`);
    this.sqlite(\`alter table "items" add constraint "ck_items_note_length" check (length("note") <= 9);\`);
    this.postgresql(\`alter table "items" drop constraint "ck_items_note__not_null";\`);
  }

  override down() {
    this.sqlite(\`alter table "items" drop constraint "ck_items_note_length";\`);
    this.addSql(\`alter table "items" alter column "note" drop not null;\`);
    this.sqlite(
      \`alter table "items" add constraint "ck_items_note_length" check ("note" is null or length("note") <= 9);\`,
    );
  }
}
`,
    });
  });

  test('a foreign key changes what a delete does without a moment of no foreign key', async () => {
    const of = (rule: string) => {
      const lists = list();
      const reference = () =>
        p
          .manyToOne(lists as never)
          .deleteRule(rule)
          .nullable()
          .index();
      return [lists, item({ list: reference })];
    };
    const files = await filesOf(of('set null'), of('cascade'));
    expect(bodyOf(files[''], 'up').slice(-4)).toEqual([
      'this.postgresql(`alter table "items" add constraint "fk_items_list_id_lists__new" foreign key ("list_id") references "lists" ("id") on delete cascade not valid;`);',
      'this.postgresql(`alter table "items" validate constraint "fk_items_list_id_lists__new";`);',
      'this.postgresql(`alter table "items" drop constraint "fk_items_list_id_lists";`);',
      'this.postgresql(`alter table "items" rename constraint "fk_items_list_id_lists__new" to "fk_items_list_id_lists";`);',
    ]);
  });

  test('a default that each row has to be asked for is given to the rows a few at a time', async () => {
    const files = await filesOf([item({})], [item({ token: p.uuid().defaultRaw('gen_random_uuid()') })]);
    expect(Object.keys(files)).toEqual(['', 'backfill', 'constraints']);
    expect(bodyOf(files[''], 'up').slice(-2)).toEqual([
      'this.postgresql(`alter table "items" add column "token" uuid null;`);',
      'this.postgresql(`alter table "items" alter column "token" set default gen_random_uuid();`);',
    ]);
    expect(files.backfill).toBe(`/**
 * Fills items.token of the rows that exist. A few rows at a time, each batch committed by itself: one
 * statement for all of them would hold their locks until the last is written, so it is a migration of its
 * own.
 */
export class Migration_change_backfill extends DualMigration {
  override name = 'Migration_change_backfill';

  override isTransactional() {
    return false;
  }

  override up() {
    this.backfill(
      { table: 'items', set: { token: \`(gen_random_uuid())\` }, where: \`"token" is null\` },
      'sqlite',
    );
    this.backfill(
      { table: 'items', set: { token: \`gen_random_uuid()\` }, where: \`"token" is null\` },
      'postgresql',
    );
  }

  override down() {
    // Nothing to undo: the values go with their column.
  }
}
`);
    expect(bodyOf(files.constraints, 'up')).toContain(
      'this.addSql(`alter table "items" alter column "token" set not null;`);',
    );
  });

  test.each([
    ['now', 'p.datetime: current_timestamp', p.datetime(3).defaultRaw('current_timestamp')],
    ['a constant', 'p.text', p.text().default('Open (new)')],
  ])('a default that is %s comes with the column', async (_what, _name, at) => {
    const files = await filesOf([item({})], [item({ at })]);
    expect(Object.keys(files)).toEqual(['']);
  });
});

describe('A change of several kinds', () => {
  test('is one migration per kind, in the order in which each finds what it needs', async () => {
    const before = [
      list({ code: p.integer() }),
      item({ old: p.integer().index(), n: p.integer().nullable() }),
    ];
    const lists = list({ code: p.integer().unique() });
    const after = [
      lists,
      item({
        n: p.integer(),
        list: () =>
          p
            .manyToOne(lists as never)
            .targetKey('code' as never)
            .nullable(),
      }),
    ];
    const files = await filesOf(before, after, { renames: ['drop items.old'] });
    expect(Object.keys(files)).toEqual(['drop_indexes', '', 'indexes', 'constraints']);
    expect(bodyOf(files.indexes, 'up').at(-1)).toBe(
      'this.postgresql(`create unique index concurrently "uq_lists_code" on "lists" ("code");`);',
    );
    expect(bodyOf(files.constraints, 'down')).toContain(
      'this.postgresql(`alter table "items" alter column "n" drop not null;`);',
    );
  });

  test('names things as they are when their turn comes, around a rename', async () => {
    const files = await filesOf(
      [item({ name: p.text().index(), n: p.integer() })],
      [item({ title: p.text(), n: p.integer().nullable(), more: p.integer().nullable().index() })],
      { renames: ['items.name>title'] },
    );
    expect(Object.keys(files)).toEqual(['drop_constraints', 'drop_indexes', '', 'indexes']);
    expect(bodyOf(files.drop_indexes, 'down')).toContain(
      'this.postgresql(`create index concurrently "ix_items_name" on "items" ("name");`);',
    );
    expect(bodyOf(files[''], 'up')).toEqual([
      'this.addSql(`alter table "items" rename column "name" to "title";`);',
      'this.sqlite(`alter table "items" add column "more" integer null;`);',
      'this.postgresql(`alter table "items" add column "more" int null;`);',
    ]);
  });

  test('keeps the plain form on a table that comes with it', async () => {
    const lists = list({ code: p.integer().unique().check('code > 0') });
    const files = await filesOf([item({})], [item({}), lists]);
    expect(Object.keys(files)).toEqual(['']);
    expect(files['']).toContain('create unique index "uq_lists_code"');
  });

  test('gives its files names a second apart, and tells all of them', async () => {
    const project = await newProject();
    await project.create([item({})]);
    const lines: string[] = [];
    const { fileName, files } = await project.create([item({ a: p.integer().nullable().index() })], {
      report: (line) => lines.push(line),
    });
    const [first = Number.NaN, second] = files.map(({ fileName }) => momentOf(fileName));
    expect(second).toBe(first + 1_000);
    expect(fileName).toBe(files[0]?.fileName);
    expect(lines).toEqual([
      'This change is 2 migrations, so that no table is stopped while it is applied:',
      expect.stringContaining(`1. ${files[0]?.fileName}: Adds items.a.`),
      expect.stringContaining(`2. ${files[1]?.fileName}: Adds index ix_items_a. The table stays in use`),
    ]);
  });

  test('is refused where the names of the project do not tell its files apart', async () => {
    const project = await newProject({
      migrations: { fileName: (_timestamp, name) => `m_${name ?? 'first'}` },
    });
    await project.create([item({})]);
    const change = [item({ a: p.integer().nullable().index(), n: p.integer().check('n > 0').nullable() })];
    await expect(project.create(change)).rejects.toMatchObject({
      code: 'CHANGE_NOT_SUPPORTED',
      message: expect.stringContaining('does not sort behind it'),
    });
  });
});

/** When the migration in a file of this name was made, in milliseconds: `Migration20261123124638` at 12:46:38. */
function momentOf(fileName: string): number {
  return Date.parse(fileName.replace(/^\D*(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6Z'));
}
