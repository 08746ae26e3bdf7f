import { expect, test } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import fc from 'fast-check';
import { entities } from '../../../../src/entities/index.ts';
import { planners } from '../../../../src/migrator/dialects/planners.ts';
import { compareSchemas } from '../../../../src/migrator/diff/compare-schemas.ts';
import type { Dialect, Schema } from '../../../../src/migrator/model/schema.ts';
import { emptySchema } from '../../../../src/migrator/model/snapshot.ts';
import { readTargets } from '../../../../src/migrator/model/targets.ts';
import type { Row } from '../../../../src/migrator/run/execute.ts';
import {
  type FilledTable,
  type GenerateOptions,
  generateRows,
} from '../../../../src/migrator/verify/rows/index.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { entitiesOf, model } from '../../generate/arbitrary-model.ts';
import { newProject } from '../../generate/project.ts';
import { type LiveTables, liveTables } from '../live-tables.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);

describeDatabases('Rows generated for entity models', (database) => {
  let opened: Promise<LiveTables> | undefined;

  /** Makes the tables of a model, fills them, gives what `query` finds, and takes everything back. */
  async function fill(
    model: readonly unknown[],
    options: Partial<GenerateOptions>,
    query?: string,
  ): Promise<{ filled: FilledTable[]; found: Row[] }> {
    opened ??= liveTables(database);
    const live = await opened;
    const orm = await (await newProject()).open(model as never);
    const schemas = await readTargets(orm.em as SqlEntityManager);
    const of = (dialect: Dialect) => schemas.find((schema) => schema.dialect === dialect) as Schema;
    const own = of(database.dialect);
    const counterpart = of(database.dialect === 'sqlite' ? 'postgresql' : 'sqlite');
    return live.inPassing(async (execute) => {
      for (const step of planners[own.dialect](compareSchemas(emptySchema(own.dialect), own), [])) {
        await execute(step.kind === 'sql' ? step.sql : '');
      }
      const filled = await generateRows(execute, own, {
        seed: 1,
        profile: 'edge',
        rowsPerTable: 12,
        counterpart,
        ...options,
      });
      return { filled, found: query === undefined ? [] : await execute(query) };
    });
  }

  test('fill the tables of the product', async () => {
    const { filled } = await fill(entities, {});
    expect(filled.map(({ rows }) => rows)).toEqual(filled.map(() => 12));
  });

  test('fill every table of any model, in both profiles', async () => {
    await fc.assert(
      fc.asyncProperty(model, fc.constantFrom('edge' as const, 'plain' as const), async (spec, profile) => {
        // A check of theirs forbids one mood: with that one alone there can be no row.
        const moods = spec.moods.length > 1 ? spec.moods : ['good', ...spec.moods];
        const { filled } = await fill(entitiesOf({ ...spec, moods }), { profile });
        expect(filled.filter(({ rows }) => rows === 0)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('hold the same values on both databases, which know of each other', async () => {
    const types = defineEntity({
      name: 'Types',
      tableName: 'types',
      properties: {
        id: p.integer().primary(),
        small: p.smallint(),
        whole: p.integer(),
        big: p.bigint(),
        amount: p.decimal().precision(8).scale(2),
        name: p.string().length(5),
        fixed: p.enum(['a', "b'c"]),
        mood: p.enum(['good', 'bad']).nativeEnumName('mood'),
        flag: p.boolean(),
        day: p.date(),
        moment: p.datetime(3),
        second: p.datetime(0),
        uid: p.uuid(),
        bytes: p.blob(),
      },
    });
    const sqlite = database.dialect === 'sqlite';
    const iso = (column: string) =>
      sqlite
        ? `strftime('%Y-%m-%d %H:%M:%f', ${column} / 1000.0, 'unixepoch')`
        : `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`;
    const { filled, found } = await fill(
      [types],
      { rowsPerTable: 6 },
      `select small, whole, cast(big as text) as big, ${sqlite ? `printf('%.2f', amount)` : 'amount::text'} as amount, name, fixed,
        cast(mood as text) as mood, cast(flag as integer) as flag, cast(day as text) as day, ${iso('moment')} as moment,
        ${iso('second')} as second, cast(uid as text) as uid, ${sqlite ? 'lower(hex(bytes))' : `encode(bytes, 'hex')`} as bytes
      from types order by id`,
    );
    expect(filled).toEqual([{ table: 'types', rows: 6 }]);
    const columns = Object.keys(found[0] ?? {});
    expect(
      Object.fromEntries(columns.map((name) => [name, found.map((row) => row[name]).join(' | ')])),
    ).toEqual({
      small: '32767 | -32768 | -1 | 1 | 32766 | 0',
      whole: '-2147483648 | -1 | 1 | 2147483646 | 0 | 2147483647',
      big: '-1 | 1 | 9223372036854775806 | 0 | 9223372036854775807 | -9223372036854775808',
      amount: '-999999.99 | 0.01 | -0.01 | 0.00 | 999999.99 | -999999.99',
      name: '007 | \u{10FFFF}\u{FFFF}\u{FEFF} | aé€😀a | 😀😀😀😀😀 | a | 😀',
      fixed: `a | b'c | a | b'c | a | b'c`,
      mood: 'bad | good | bad | good | bad | good',
      flag: '1 | 0 | 1 | 0 | 1 | 0',
      day: '1970-01-01 | 2024-02-29 | 1969-12-31 | 0001-01-01 | 9999-12-31 | 1970-01-01',
      moment: [
        '2024-02-29 12:34:56.789',
        '2026-03-29 01:30:00.000',
        '0001-01-01 00:00:00.000',
        '9999-12-31 23:59:59.999',
        '1970-01-01 00:00:00.000',
        '1969-12-31 23:59:59.001',
      ].join(' | '),
      second: [
        '2026-03-29 01:30:00.000',
        '0001-01-01 00:00:00.000',
        '9999-12-31 23:59:59.000',
        '1970-01-01 00:00:00.000',
        '1969-12-31 23:59:59.000',
        '2024-02-29 12:34:56.000',
      ].join(' | '),
      uid: Array(3)
        .fill('00000000-0000-0000-0000-000000000000 | ffffffff-ffff-ffff-ffff-ffffffffffff')
        .join(' | '),
      bytes: '00 | ff | 0027225c0aff |  | 00 | ff',
    });
  });
});
