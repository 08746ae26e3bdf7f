import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseClause } from '../../../../../src/migrator/dialects/sqlite/rebuild/clause.ts';
import { findConstraint } from '../../../../../src/migrator/dialects/sqlite/sql/columns.ts';
import { parseCreateIndex } from '../../../../../src/migrator/dialects/sqlite/sql/create-index.ts';
import type { CreateTable } from '../../../../../src/migrator/dialects/sqlite/sql/create-table.ts';
import { foreignKeysOf } from '../../../../../src/migrator/dialects/sqlite/sql/foreign-keys.ts';
import { parseCreateTable } from '../../../../../src/migrator/dialects/sqlite/sql/parse-create-table.ts';
import { primaryKeyOf, rowidAlias } from '../../../../../src/migrator/dialects/sqlite/sql/primary-key.ts';
import { printCreateTable } from '../../../../../src/migrator/dialects/sqlite/sql/print-create-table.ts';
import { MigrationError } from '../../../../../src/migrator/errors.ts';
import { quoteColumn } from '../../../../../src/migrator/model/quote.ts';
import type { Row } from '../../../../../src/migrator/run/execute.ts';
import { createLiveDatabase, type LiveDatabase } from '../live-database.ts';
import { generatedTable } from './generated-table.ts';

const OTHER = 'create table "other" ("id" integer primary key, "code" text unique)';

/** What SQLite itself makes of a table. */
async function catalogOf({ run }: LiveDatabase, table: string) {
  const of = quoteColumn(table);
  const indexes = await run(`pragma index_list(${of})`);
  return {
    columns: await run(`pragma table_xinfo(${of})`),
    foreignKeys: await run(`pragma foreign_key_list(${of})`),
    list: await run(`pragma table_list(${of})`),
    indexes: await Promise.all(
      indexes.map(async (index) => [
        index,
        await run(`pragma index_xinfo(${quoteColumn(String(index.name))})`),
      ]),
    ),
  };
}

/** Creates a generated table, if SQLite accepts it, and gives the text it keeps. */
async function accept(database: LiveDatabase, sql: string): Promise<string> {
  for (const { name } of await database.run(
    `select "name" from sqlite_schema where "type" = 'table' and "name" not like 'sqlite%'`,
  )) {
    await database.run(`drop table ${quoteColumn(String(name))}`);
  }
  await database.run(OTHER);
  await database.run(sql).catch(() => fc.pre(false));
  const [row] = await database.run(
    `select "sql" from sqlite_schema where "type" = 'table' and "name" not in ('other', 'sqlite_sequence')`,
  );
  return String(row?.sql);
}

describe('a create table statement', () => {
  test('is printed back to an equal table, byte for byte behind its name', async () => {
    const database = await createLiveDatabase('pragma foreign_keys = off');
    await fc.assert(
      fc.asyncProperty(generatedTable, async (generated) => {
        const sql = await accept(database, generated);
        const parsed = parseCreateTable(sql);
        const before = await catalogOf(database, parsed.name);
        const printed = printCreateTable(parsed);
        await database.run(`drop table ${quoteColumn(parsed.name)}`, printed);
        expect(await catalogOf(database, parsed.name)).toEqual(before);
        expect(
          sql.endsWith(
            printed.slice(printed.indexOf(quoteColumn(parsed.name)) + quoteColumn(parsed.name).length),
          ),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('means to the parser what it means to SQLite', async () => {
    const database = await createLiveDatabase('pragma foreign_keys = off');
    await fc.assert(
      fc.asyncProperty(generatedTable, async (generated) => {
        const parsed = parseCreateTable(await accept(database, generated));
        const { columns, foreignKeys, list } = await catalogOf(database, parsed.name);
        expect(columnsOf(parsed)).toEqual(columns.map(columnOf));
        expect(keysOf(parsed)).toEqual(keysOfRows(foreignKeys));
        expect(Number(list[0]?.wr)).toBe(Number(parsed.withoutRowid));
        expect(rowidAlias(parsed)).toBe(await findAlias(database, parsed));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['create table t (a int, b', 'its end'],
    ['create table t (a int,, b)', '", b)"'],
    ['create view v as select 1', 'TABLE'],
    ['create table t (a "int)', 'cannot be read'],
    ['create table t (a int) without row', 'ROWID'],
    ['', 'CREATE'],
  ])('%j is refused with the place in it', (sql, part) => {
    expect(() => parseCreateTable(sql)).toThrow(part);
  });
});

describe('arbitrary text', () => {
  const fragment = fc.constantFrom(
    'create table t (',
    ')',
    '(',
    ',',
    '"',
    "'",
    '`',
    '[',
    ']',
    '--',
    '/*',
    '*/',
    '\n',
    ' ',
    'a',
    'int',
    'constraint',
    'primary key',
    'references',
    'check',
    'default',
    'not null',
    'on conflict',
    'collate',
    'generated always as',
    'add',
    'drop',
    'alter column',
    'set',
    '1',
    '-',
    ';',
    '\\',
    '\u0000',
    'é',
    'create index i on',
    'where',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 60, unit: 'binary' }),
    fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(' ')),
    fc
      .tuple(generatedTable, fc.nat(), fc.nat(), fc.constantFrom('', '(', ')', "'", '"', ','))
      .map(([sql, from, to, put]) => sql.slice(0, from % sql.length) + put + sql.slice(to % sql.length)),
  );

  test.each([
    ['a create table', parseCreateTable],
    ['a create index', parseCreateIndex],
    ['a clause', (sql: string) => parseClause('t', sql)],
  ])('is read as %s, or refused by a MigrationError', (_what, parse) => {
    fc.assert(
      fc.property(text, (sql) => {
        try {
          parse(sql);
        } catch (error) {
          expect(error).toBeInstanceOf(MigrationError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('of great length takes time in proportion', () => {
    const long = 200_000;
    for (const sql of [
      `create table t (a text default '${"''".repeat(long)}`,
      `create table t (a int check (${'('.repeat(long)}1${')'.repeat(long)}))`,
      `create table t (${'a int, '.repeat(long)}`,
      `/*${'*'.repeat(long)}`,
      '-'.repeat(long),
    ]) {
      const start = performance.now();
      try {
        parseCreateTable(sql);
      } catch (error) {
        expect(error).toBeInstanceOf(MigrationError);
      }
      expect(performance.now() - start).toBeLessThan(30_000);
    }
  });
});

function columnsOf(table: CreateTable) {
  const key = primaryKeyOf(table)?.columns.map(({ name }) => name.toLowerCase()) ?? [];
  return table.columns.map((column) => {
    const generated = findConstraint(column, 'generated');
    return {
      name: column.name,
      isRequired:
        findConstraint(column, 'not null') !== undefined ||
        (table.withoutRowid && key.includes(column.name.toLowerCase())),
      value:
        findConstraint(column, 'default')
          ?.expression.replace(/^\((.*)\)$/s, '$1')
          .trim() ?? null,
      place: key.indexOf(column.name.toLowerCase()) + 1,
      hidden: generated === undefined ? 0 : generated.stored ? 3 : 2,
    };
  });
}

function columnOf({ name, notnull, dflt_value, pk, hidden }: Row) {
  return {
    name,
    isRequired: Boolean(notnull),
    value:
      dflt_value === null
        ? null
        : String(dflt_value)
            .replace(/^\((.*)\)$/s, '$1')
            .trim(),
    place: Number(pk),
    hidden: Number(hidden),
  };
}

function keysOf(table: CreateTable) {
  return foreignKeysOf(table)
    .flatMap(({ columns, reference }) =>
      columns.map((from, at) => ({
        from: from.toLowerCase(),
        to: reference.columns[at] ?? null,
        onDelete: reference.onDelete ?? 'no action',
        onUpdate: reference.onUpdate ?? 'no action',
      })),
    )
    .map((key) => JSON.stringify(key))
    .sort();
}

function keysOfRows(rows: readonly Row[]) {
  return rows
    .map(({ from, to, on_delete, on_update }) => ({
      from: String(from).toLowerCase(),
      to,
      onDelete: String(on_delete).toLowerCase(),
      onUpdate: String(on_update).toLowerCase(),
    }))
    .map((key) => JSON.stringify(key))
    .sort();
}

/** The column through which SQLite hands out the rowid: a key for which it needs no index. */
async function findAlias({ run }: LiveDatabase, table: CreateTable): Promise<string | undefined> {
  const indexes = await run(`pragma index_list(${quoteColumn(table.name)})`);
  const key = primaryKeyOf(table)?.columns[0]?.name;
  if (key === undefined || table.withoutRowid || indexes.some(({ origin }) => origin === 'pk')) {
    return undefined;
  }
  return table.columns.find(({ name }) => name.toLowerCase() === key.toLowerCase())?.name;
}
