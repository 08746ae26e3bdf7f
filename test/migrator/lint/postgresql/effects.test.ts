import { beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { LintResult } from '../../../../src/migrator/lint/index.ts';
import { SQUAWK_RULES } from '../../../../src/migrator/lint/squawk/rules.ts';
import { createDatabase } from '../../../support/templates.ts';
import { lint, nameAt, newFolder, writeMigration } from '../project.ts';

const LONG = 'a'.repeat(70);

interface Case {
  /** What a migration should not do, to `todos (id int primary key, title text)`. */
  bad: string[];
  good: string[];
  /** What a client asks, while or after the migration runs, and what comes of it after the bad form and after the good one. */
  ask: string;
  answers: [bad: unknown, good: unknown];
}

/** Rules that are not about waiting, by what comes of breaking them; five digits are the SQLSTATE of a failure. */
const CASES: Record<string, Case> = {
  'adding-required-field': {
    bad: ['alter table "todos" add column "size" int not null'],
    good: ['alter table "todos" add column "size" int not null default 1'],
    // An old program knows nothing of the column.
    ask: `insert into todos (id, title) values (1, 'Milk') returning title as answer`,
    answers: ['23502', 'Milk'],
  },
  'concurrently-in-transaction': {
    bad: ['begin', 'create index concurrently "ix" on "todos" ("title")', 'commit'],
    good: ['create index concurrently "ix" on "todos" ("title")'],
    ask: `select count(*)::int as answer from pg_index where indexrelid = to_regclass('ix')`,
    answers: ['25001', 1],
  },
  'ban-drop-database': {
    bad: ['begin', 'drop database "template1"', 'commit'],
    good: ['begin', 'drop table "todos"', 'commit'],
    ask: 'select 1 as answer',
    answers: ['25001', 1],
  },
  'identifier-too-long': {
    bad: [`alter table "todos" add column "${LONG}" int`],
    good: [`alter table "todos" add column "${LONG.slice(0, 63)}" int`],
    ask: `select max(length(attname))::int as answer from pg_attribute where attrelid = 'todos'::regclass`,
    // The same, though another was asked for.
    answers: [63, 63],
  },
  'transaction-nesting': {
    bad: ['begin', 'alter table "todos" add column "memo" text', 'commit', 'rollback'],
    good: ['begin', 'alter table "todos" add column "memo" text', 'rollback'],
    // The migration fails later on; is what it did taken back?
    ask: `select count(*)::int as answer from pg_attribute where attrelid = 'todos'::regclass and attname = 'memo'`,
    answers: [1, 0],
  },
  'expand-contract': {
    bad: ['alter table "todos" rename column "title" to "name"'],
    good: ['alter table "todos" add column "name" text'],
    ask: 'select count(title)::int as answer from todos',
    answers: ['42703', 0],
  },
};

/** The statements as a migration has them: its own transaction begins and ends with the run. */
function inMigration(rule: string, { bad }: Case): string[] {
  return bad.filter((sql) => sql !== 'begin' && (sql !== 'commit' || rule === 'transaction-nesting'));
}

describe('On PostgreSQL', () => {
  let result: LintResult;

  beforeAll(async () => {
    const folder = await newFolder();
    for (const [place, [rule, one]] of Object.entries(CASES).entries()) {
      const up = inMigration(rule, one)
        .map((sql) => `this.postgresql(${JSON.stringify(sql)});`)
        .join('\n');
      await writeMigration(
        folder,
        place,
        `override up() {\n${up}\n}\noverride down() { this.postgresql('select 1'); }`,
      );
    }
    result = await lint(folder);
  });

  test('every rule that is not about locks is shown here', () => {
    const others = Object.entries(SQUAWK_RULES).flatMap(([rule, { on, ...rest }]) =>
      on !== false && 'blocks' in rest && !rest.blocks ? [rule] : [],
    );
    expect(Object.keys(CASES)).toEqual(expect.arrayContaining(others));
  });

  test.each(Object.entries(CASES))('%s finds what goes wrong there', async (rule, one) => {
    const place = Object.keys(CASES).indexOf(rule);
    const found = result.findings.filter(({ file }) => file.includes(nameAt(place)));
    expect(found.map((finding) => finding.rule)).toContain(rule);
    expect([await run(one.bad, one.ask), await run(one.good, one.ask)]).toEqual(one.answers);
  });
});

/** What a client is answered, or the SQLSTATE of what failed first. */
async function run(statements: readonly string[], ask: string): Promise<unknown> {
  const location = await createDatabase('postgresql', 'empty');
  const client = new Client({ connectionString: 'url' in location ? location.url : '' });
  await client.connect();
  try {
    await client.query('create table "todos" ("id" int primary key, "title" text)');
    for (const sql of statements) {
      await client.query(sql);
    }
    const { rows } = await client.query<{ answer: unknown }>(ask);
    return rows[0]?.answer;
  } catch (error) {
    return (error as { code?: unknown }).code;
  } finally {
    await client.end();
  }
}
