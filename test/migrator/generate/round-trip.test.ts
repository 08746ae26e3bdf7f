import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import fc from 'fast-check';
import { Client } from 'pg';
import { compareSchemas } from '../../../src/migrator/diff/compare-schemas.ts';
import { NO_RENAMES, type Renames } from '../../../src/migrator/diff/renames/renames.ts';
import { type DualStep, planDown, planUp } from '../../../src/migrator/generate/direction.ts';
import { cutChange } from '../../../src/migrator/hops/cut-change.ts';
import type { Dialect, Schema } from '../../../src/migrator/model/schema.ts';
import { emptySchema } from '../../../src/migrator/model/snapshot.ts';
import { readTargets } from '../../../src/migrator/model/targets.ts';
import { createDatabase } from '../../support/templates.ts';
import { createLiveDatabase } from '../dialects/sqlite/live-database.ts';
import { postgresCatalog } from '../matrix/catalog-postgresql.ts';
import { sqliteCatalog } from '../matrix/catalog-sqlite.ts';
import type { Connection } from '../matrix/connection.ts';
import { entitiesOf, type ModelSpec, modelPair } from './arbitrary-model.ts';
import { newProject } from './project.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);

/** A database on which the steps of a direction can be carried out. */
interface Target {
  run(steps: readonly DualStep[]): Promise<void>;
  catalog(): Promise<string[]>;
}

let postgres: Client;
let schemas = 0;

beforeAll(async () => {
  const location = await createDatabase('postgresql', 'empty');
  postgres = new Client({ connectionString: location.dialect === 'postgresql' ? location.url : '' });
  await postgres.connect();
});
afterAll(() => postgres.end());

async function sqlite(): Promise<Target> {
  const database = await createLiveDatabase();
  await database.run('pragma foreign_keys = off');
  return {
    async run(steps) {
      for (const step of steps) {
        if (step.kind === 'sql') {
          await database.run(step.sql);
        } else if (step.kind === 'rebuild') {
          await database.rebuildInside(step.table, ...step.changes);
        }
      }
    },
    catalog: () => sqliteCatalog({ query: database.run } as unknown as Connection),
  };
}

async function postgresql(): Promise<Target> {
  const name = `s${schemas++}`;
  const here = async () => postgres.query(`set search_path to ${name}`);
  await postgres.query(`create schema ${name}`);
  return {
    async run(steps) {
      await here();
      for (const step of steps) {
        await postgres.query(step.kind === 'sql' ? step.sql : '');
      }
    },
    async catalog() {
      await here();
      const query = async (sql: string) => (await postgres.query(sql)).rows;
      const lines = await postgresCatalog({ query } as unknown as Connection);
      return lines.map((line) => line.replaceAll(`${name}.`, ''));
    },
  };
}

const TARGETS: Record<Dialect, () => Promise<Target>> = { sqlite, postgresql };

function targetsOf(spec: ModelSpec): Promise<Schema[]> {
  return targetsOfEntities(entitiesOf(spec));
}

async function targetsOfEntities(entities: EntitySchema[]): Promise<Schema[]> {
  const orm = await (await newProject()).open(entities);
  return readTargets(orm.em as SqlEntityManager);
}

/** The way from one state to another, one hop after the other. */
interface Way {
  up: DualStep[];
  down: DualStep[];
}

function waysOf(from: readonly Schema[], to: readonly Schema[], renames: Renames): Way[] {
  return cutChange(from, to, renames).map((hop) => ({ up: planUp(hop).steps, down: planDown(hop).steps }));
}

function onlyOf(steps: readonly DualStep[], dialect: Dialect): DualStep[] {
  return steps.filter((step) => step.dialect === undefined || step.dialect === dialect);
}

/**
 * Asserts that `up` ends where a fresh database starts, `down` where it came from, and `up` again where it was; and that
 * on the way back every hop gives exactly what was there before it.
 */
async function expectRoundTrip(
  from: readonly Schema[],
  to: readonly Schema[],
  renames: Renames,
): Promise<void> {
  const nothing = from.map((schema) => emptySchema(schema.dialect));
  const ways = waysOf(from, to, renames);
  for (const { dialect } of from) {
    const fresh = await TARGETS[dialect]();
    const fill = waysOf(nothing, to, NO_RENAMES);
    await fresh.run(fill.flatMap(({ up }) => onlyOf(up, dialect)));
    const migrated = await TARGETS[dialect]();
    await migrated.run(waysOf(nothing, from, NO_RENAMES).flatMap(({ up }) => onlyOf(up, dialect)));
    const states = [await migrated.catalog()];
    for (const { up } of ways) {
      await migrated.run(onlyOf(up, dialect));
      states.push(await migrated.catalog());
    }
    expect(states.at(-1)).toEqual(await fresh.catalog());
    for (const { down } of ways.toReversed()) {
      await migrated.run(onlyOf(down, dialect));
      states.pop();
      expect(await migrated.catalog()).toEqual(states.at(-1));
    }
    for (const { up } of ways) {
      await migrated.run(onlyOf(up, dialect));
    }
    expect(await migrated.catalog()).toEqual(await fresh.catalog());
    await fresh.run(fill.toReversed().flatMap(({ down }) => onlyOf(down, dialect)));
    expect(await fresh.catalog()).toEqual([]);
  }
}

test('Any change of entities leads to what a fresh database has, and back', async () => {
  await fc.assert(
    fc.asyncProperty(modelPair, async ([from, to]) => {
      await expectRoundTrip(await targetsOf(from), await targetsOf(to), NO_RENAMES);
    }),
    { numRuns: RUNS },
  );
});

test('A foreign key outlives the key it stood on', async () => {
  const model = (id: unknown, code: unknown) => {
    const parent = defineEntity({ name: 'parent', tableName: 'parent', properties: { id, code } } as never);
    const owner = () =>
      p
        .manyToOne(parent as never)
        .targetKey('code' as never)
        .joinColumn('owner_key');
    const properties = { id: p.integer().primary(), owner };
    return [parent, defineEntity({ name: 'child', tableName: 'child', properties } as never)];
  };
  await expectRoundTrip(
    await targetsOfEntities(model(p.uuid().primary(), p.uuid().unique()) as never),
    await targetsOfEntities(model(p.uuid().unique(), p.uuid().primary()) as never),
    NO_RENAMES,
  );
});

test('The same holds where some of what is gone was renamed', async () => {
  await fc.assert(
    fc.asyncProperty(
      modelPair,
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      async ([a, b], picks) => {
        const [from, to] = [await targetsOf(a), await targetsOf(b)];
        await expectRoundTrip(from, to, someRenames(from, to, picks));
      },
    ),
    { numRuns: RUNS },
  );
});

/** Pairs what is gone with what is new, in order, where `picks` says so: whatever their types. */
function someRenames(from: readonly Schema[], to: readonly Schema[], picks: readonly boolean[]): Renames {
  const [before, after] = [from.at(-1), to.at(-1)];
  if (before === undefined || after === undefined) {
    return NO_RENAMES;
  }
  const { tables } = compareSchemas(before, after, NO_RENAMES);
  const renamed = pairs(tables.dropped, tables.added, picks);
  const { altered } = compareSchemas(before, after, { tables: renamed, columns: [] }).tables;
  const columns = altered.flatMap(({ to: { name }, columns }) =>
    pairs(columns.dropped, columns.added, picks)
      .filter((pair) => ![pair.from, pair.to].includes('twice'))
      .map((pair) => ({ table: name, ...pair })),
  );
  return { tables: renamed, columns };
}

function pairs(
  gone: readonly { name: string }[],
  come: readonly { name: string }[],
  picks: readonly boolean[],
) {
  return gone.flatMap(({ name }, index) => {
    const other = come[index];
    return other !== undefined && picks[index] === true ? [{ from: name, to: other.name }] : [];
  });
}
