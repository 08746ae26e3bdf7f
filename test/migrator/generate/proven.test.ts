import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { verifyMigrations } from '../../../src/migrator/verify/index.ts';
import { lint, withProject } from '../lint/project.ts';
import { newProject } from './project.ts';

type Properties = Record<string, unknown>;

const lists = (properties: Properties) =>
  defineEntity({
    name: 'List',
    tableName: 'lists',
    properties: { id: p.integer().primary(), ...properties },
  } as never);

const model = (list: Properties, item: (list: never) => Properties, options: object = {}): EntitySchema[] => {
  const referred = lists(list);
  return [
    referred,
    defineEntity({
      name: 'Item',
      tableName: 'items',
      properties: { id: p.integer().primary(), ...item(referred as never) },
      ...options,
    } as never),
  ] as unknown as EntitySchema[];
};

/** As much as an entity model can ask of tables in use without a rewrite of their rows, in one go. */
const before = model(
  { code: p.integer() },
  (list) => ({
    title: p.string().length(20).index(),
    note: p.text().nullable(),
    state: p.enum(['open', 'done']).default('open'),
    n: p.integer(),
    list: () => p.manyToOne(list).nullable().deleteRule('set null'),
  }),
  {
    checks: [
      { name: 'ck_items_n', expression: 'n > 0' },
      { name: 'ck_items_title', expression: `trim("title") <> ''` },
    ],
    indexes: [
      { name: 'ix_items_n', properties: ['n'] },
      { name: 'ix_items_gone', properties: ['n', 'state'] },
    ],
  },
);
const after = model(
  { code: p.integer().unique() },
  (list) => ({
    title: p.string().length(40).index(),
    note: p.text(),
    state: p.enum(['open', 'late', 'done']).default('late'),
    n: p.integer().nullable().unique(),
    at: p.datetime(3).defaultRaw('current_timestamp'),
    lot: p.double().defaultRaw('random()'),
    list: () => p.manyToOne(list).nullable().deleteRule('cascade').index(),
    coded: () =>
      p
        .manyToOne(list)
        .targetKey('code' as never)
        .index()
        .nullable(),
  }),
  {
    checks: [
      { name: 'ck_items_n', expression: 'n >= 0' },
      { name: 'ck_items_title', expression: `trim("title") <> ''` },
    ],
    indexes: [{ name: 'ix_items_n', properties: ['n', 'title'] }],
  },
);

beforeAll(() => {
  process.env.VERIFY_DATABASE_URL = process.env.TODO_TEST_POSTGRES_URL;
});
afterAll(() => {
  delete process.env.VERIFY_DATABASE_URL;
});

describe('What migration:create writes for tables in use', () => {
  test('is as migration:lint wants it, and equal on both databases after every file', async () => {
    const project = await newProject();
    await project.create(before);
    const { files } = await project.create(after);
    expect(files).toHaveLength(6);
    const silent = { report: () => undefined, end: () => undefined };
    const names = files.map(({ fileName }) => fileName);
    const linted = await lint(project.folder, { files: names, rehearse: true });
    expect(linted.findings.map(({ file, rule, reason }) => `${file} ${rule}: ${reason}`)).toEqual([]);
    const verified = await withProject(
      project.folder,
      (context) => verifyMigrations(context, { seed: 1 }, silent),
      after,
    );
    expect(verified.findings).toEqual([]);
  });
});
