import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MigrationError } from '../../../../../src/migrator/errors.ts';
import { quoteColumn } from '../../../../../src/migrator/model/quote.ts';
import type { Row } from '../../../../../src/migrator/run/execute.ts';
import { createLiveDatabase } from '../live-database.ts';
import { generatedTable } from '../sql/generated-table.ts';

const types = fc.constantFrom(
  'integer',
  'text',
  'real',
  'numeric(5)',
  'date',
  'datetime',
  'blob',
  'json',
  '"odd type"',
);
const values = fc.constantFrom(
  'null',
  '1',
  '2',
  `'a'`,
  `'7'`,
  '1.5',
  `'2026-01-01'`,
  `x'00'`,
  '1767225600000',
  `'[1]'`,
);
const expression = fc.constantFrom('1', `'x'`, '(1 + 1)', 'current_timestamp', `upper('y')`, 'null');

/** A clause about columns of which some exist; `{n}` stands for the n-th column, from 0. */
const clause = fc.oneof(
  fc.tuple(fc.nat(5), types).map(([at, type]) => `alter column {${at}} type ${type}`),
  fc.tuple(fc.nat(5), expression).map(([at, value]) => `alter column {${at}} set default ${value}`),
  fc
    .tuple(
      fc.nat(5),
      fc.constantFrom(
        'drop default',
        'set not null',
        'drop not null',
        'drop generated',
        'set collate nocase',
        'drop collate',
        'drop autoincrement',
        'set autoincrement',
        'set generated always as (1 + 1) stored',
      ),
    )
    .map(([at, change]) => `alter column {${at}} ${change}`),
  fc.nat(5).map((at) => `drop column {${at}}`),
  fc
    .tuple(fc.nat(5), types, expression)
    .map(([at, type, value]) => `add column "new ${at}" ${type} not null default ${value}`),
  fc.tuple(fc.nat(5), fc.nat(5)).map(([from, to]) => `rename column {${from}} to {${to}}`),
  fc.nat(5).map((at) => `rename column {${at}} to "renamed ${at}"`),
  fc.nat(5).map((at) => `add constraint "uq new ${at}" unique ({${at}})`),
  fc.nat(5).map((at) => `add constraint "ck new ${at}" check ({${at}} is not 'b')`),
  fc.nat(5).map((at) => `add constraint "fk new ${at}" foreign key ({${at}}) references "other" ("id")`),
  fc.nat(5).map((at) => `add primary key ({${at}})`),
  fc.constant('drop primary key'),
);

test('a rebuild with any clauses is refused whole, or leaves every row with every value it does not name', async () => {
  const database = await createLiveDatabase(
    'create table "other" ("id" integer primary key, "code" text unique)',
    'insert into "other" values (1, 1), (2, 2), (7, 7)',
  );
  let rebuilt = 0;
  await fc.assert(
    fc.asyncProperty(
      generatedTable,
      fc.array(fc.array(values, { minLength: 6, maxLength: 6 }), { maxLength: 4 }),
      fc.array(clause, { minLength: 1, maxLength: 4 }),
      async (sql, rows, templates) => {
        await database.run('pragma foreign_keys = off', 'savepoint generated');
        try {
          await database.run(sql).catch(() => fc.pre(false));
          const [created] = await database.run(
            `select "name" from sqlite_schema where "type" = 'table' and "name" not in ('other', 'sqlite_sequence')`,
          );
          const name = String(created?.name);
          const table = quoteColumn(name);
          const columns = (await database.run(`pragma table_xinfo(${table})`)).map((column) =>
            String(column.name),
          );
          for (const row of rows) {
            await database
              .run(`insert into ${table} values (${row.slice(0, columns.length).join(', ')})`)
              .catch(() => []);
          }
          const changes = templates.map((template) =>
            template.replace(/\{(\d)\}/g, (_all, at) =>
              quoteColumn(columns[Number(at) % columns.length] ?? ''),
            ),
          );
          const read = async () =>
            database.run(
              `select ${columns.map((column) => `quote(${quoteColumn(column)}) as ${quoteColumn(column)}`).join(', ')} from ${table}`,
            );
          const before = await read();
          const dump = await database.dump();
          const error = await database.rebuildInside(name, ...changes).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (error !== undefined) {
            expect(await database.dump()).toEqual(dump);
            expect(error).toBeInstanceOf(MigrationError);
            return;
          }
          rebuilt += 1;
          expect(await database.run('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
          const untouched = columns.filter((column) => !changes.some((change) => isAbout(change, column)));
          expect(await database.run(`select count(*) as n from ${table}`)).toEqual([{ n: before.length }]);
          const after = await database.run(
            `select ${untouched.map((column) => `quote(${quoteColumn(column)}) as ${quoteColumn(column)}`).join(', ') || '1'} from ${table}`,
          );
          expect(multiset(after, untouched)).toEqual(multiset(before, untouched));
        } finally {
          await database.run('rollback to generated', 'release generated');
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(rebuilt).toBeGreaterThan(5);
});

function isAbout(change: string, column: string): boolean {
  return change.toLowerCase().includes(quoteColumn(column).toLowerCase());
}

/** Rows without their order, which a change of the primary key changes. */
function multiset(rows: readonly Row[], columns: readonly string[]): string[] {
  return rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort();
}
