import { beforeAll, describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import type { DualMigrator } from '../../../src/migrator/index.ts';
import { type VerifyResult, verifyMigrations } from '../../../src/migrator/verify/index.ts';
import { newProject } from '../generate/project.ts';
import { useTestServer } from '../rehearse/rehearsed.ts';

/** Lists, and items beside them; `more` are further properties of an item, which may refer to a list. */
function shop(more: (list: EntitySchema) => Record<string, unknown> = () => ({})): EntitySchema[] {
  const list = defineEntity({ name: 'List', tableName: 'lists', properties: { id: p.integer().primary() } });
  const item = defineEntity({
    name: 'Item',
    tableName: 'items',
    properties: {
      id: p.integer().primary(),
      title: p.string().length(50).nullable(),
      size: p.integer().default(1),
      ...more(list as unknown as EntitySchema),
    },
  } as never);
  return [list, item] as unknown as EntitySchema[];
}

/** Verifies what `migration:create` writes for each of `states` in turn. */
async function verifyStates(states: EntitySchema[][], entities = states.at(-1) ?? []): Promise<VerifyResult> {
  const project = await newProject();
  for (const state of states) {
    await project.create(state);
  }
  const orm = await project.open(entities);
  try {
    const migrator = orm.migrator as unknown as DualMigrator;
    return await verifyMigrations(await migrator.project(), { seed: 1 }, { report: () => {}, end: () => {} });
  } finally {
    await orm.close(true);
  }
}

describe('migration:verify of what migration:create writes', () => {
  beforeAll(useTestServer);

  test('finds nothing, and measures that no table is rewritten or scanned under a lock that stops it', async () => {
    const changed = shop((list) => ({
      note: p.text().nullable(),
      size: p.integer().default(1).index().check('"size" <> 123456'),
      list: () =>
        p
          .manyToOne(list as never)
          .nullable()
          .index(),
    }));
    const { findings, notes, migrations } = await verifyStates([shop(), changed]);
    expect(findings).toEqual([]);
    expect(notes).toEqual([]);
    expect(migrations.length).toBeGreaterThan(2);
    const stopped = migrations
      .flatMap(({ statements }) => statements.up)
      .filter(({ locks, rewrites, scans }) =>
        [...rewrites, ...scans].some((table) =>
          locks.some((lock) => lock.table === table && lock.mode === 'AccessExclusive'),
        ),
      );
    expect(stopped).toEqual([]);
  });

  test('finds entities that have what no migration brings', async () => {
    const { findings } = await verifyStates(
      [shop()],
      shop(() => ({ note: p.text().nullable() })),
    );
    expect(findings).toEqual([
      {
        code: 'NOT_GENERATED',
        message: expect.stringContaining('column "note" of "items"'),
      },
    ]);
  });
});
