import { beforeAll, describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { standsAlone } from '../../../../src/migrator/dialects/postgresql/concurrently.ts';
import type { LintResult } from '../../../../src/migrator/lint/index.ts';
import { SQUAWK_RULES } from '../../../../src/migrator/lint/squawk/rules.ts';
import { lint, nameAt, newFolder, writeMigration } from '../project.ts';
import { type Form, generate } from './good-form.ts';
import { type Blocked, openSessions, type Sessions } from './sessions.ts';

/** The entities: todos, and lists that they may refer to. */
function model(more: Record<string, unknown> = {}, refer = false, checks: unknown[] = []): EntitySchema[] {
  const list = defineEntity({ name: 'List', tableName: 'lists', properties: { id: p.integer().primary() } });
  const todo = defineEntity({
    name: 'Todo',
    tableName: 'todos',
    properties: {
      id: p.integer().primary(),
      title: p.string().length(20).nullable(),
      size: p.integer().nullable(),
      ...(refer
        ? { list: () => p.manyToOne(list).nullable().index(false) }
        : { list_id: p.integer().nullable() }),
      ...more,
    },
    checks,
  } as never);
  return [list, todo] as unknown as EntitySchema[];
}

const ROWS = 'insert into todos (title, size) select null, n from generate_series(1, 5) as n;';

interface Case {
  /** The statements that a migration should not have, for the tables of `model()` with `before`. */
  bad: string[];
  /** What others cannot do while they run, and which table it is. */
  blocks: Exclude<Blocked, 'nothing'>;
  table?: string;
  /** What comes before: entities, and SQL. */
  before?: EntitySchema[];
  setup?: string;
  /** What migration:create writes for it: the entities afterwards; or statements, where it writes none of that kind. */
  good: EntitySchema[] | Form[];
}

const online = (...statements: string[]): Form[] => [{ transactional: false, statements }];

/** By the rule that finds the bad form. */
const CASES: Record<string, Case> = {
  'require-concurrent-index-creation': {
    bad: ['create index "ix" on "todos" ("size")'],
    blocks: 'writes',
    good: model({ size: p.integer().nullable().index() }),
  },
  'require-concurrent-index-deletion': {
    before: model({ size: p.integer().nullable().index() }),
    bad: ['drop index "ix_todos_size"'],
    blocks: 'reads and writes',
    good: model(),
  },
  'adding-foreign-key-constraint': {
    bad: ['alter table "todos" add constraint "fk" foreign key ("list_id") references "lists" ("id")'],
    blocks: 'writes',
    good: model({}, true),
  },
  'constraint-missing-not-valid': {
    bad: [`alter table "todos" add constraint "ck" check ("title" <> '')`],
    blocks: 'reads and writes',
    good: model({}, false, [{ name: 'ck_todos_title', expression: `"title" <> ''` }]),
  },
  'disallowed-unique-constraint': {
    bad: ['alter table "todos" add constraint "uq" unique ("size")'],
    blocks: 'reads and writes',
    good: model({ size: p.integer().nullable().unique() }),
  },
  'adding-not-nullable-field': {
    bad: ['alter table "todos" alter column "size" set not null'],
    blocks: 'reads and writes',
    setup: 'alter table todos alter column size set default 1;',
    good: model({ size: p.integer().default(1) }),
  },
  'changing-column-type': {
    bad: ['alter table "todos" alter column "title" type text collate "C"'],
    blocks: 'reads and writes',
    good: model({ title: p.string().length(80).nullable() }),
  },
  'adding-field-with-default': {
    bad: ['alter table "todos" add column "code" double precision default random()'],
    blocks: 'reads and writes',
    good: model({ code: p.double().defaultRaw('random()').nullable() }),
  },
  'adding-serial-primary-key-field': {
    setup: 'alter table todos drop constraint pk_todos; alter table todos alter column id set not null;',
    bad: ['alter table "todos" add constraint "pk_todos" primary key ("id")'],
    blocks: 'reads and writes',
    good: online(
      'create unique index concurrently "pk_todos" on "todos" ("id")',
      'alter table "todos" add constraint "pk_todos" primary key using index "pk_todos"',
    ),
  },
  'require-concurrent-reindex': {
    bad: ['reindex table "todos"'],
    blocks: 'reads and writes',
    good: online('reindex table concurrently "todos"'),
  },
  'require-concurrent-partition-detach': {
    setup: `create table parts (n int default 1) partition by list (n);
      create table first partition of parts for values in (1);
      create table part partition of parts for values in (2); insert into parts values (1), (2);`,
    table: 'parts',
    bad: ['alter table "parts" detach partition "part"'],
    blocks: 'reads and writes',
    good: online('alter table "parts" detach partition "part" concurrently'),
  },
  'ban-alter-domain-with-add-constraint': {
    setup: 'create domain positive as int; alter table todos add column sum positive;',
    bad: ['alter domain "positive" add constraint "ck" check (value > 0)'],
    blocks: 'writes',
    good: online(
      'alter table "todos" add constraint "ck" check ("sum" > 0) not valid',
      'alter table "todos" validate constraint "ck"',
    ),
  },
  'ban-truncate-cascade': {
    before: model({}, true),
    bad: ['truncate "lists" cascade'],
    blocks: 'reads and writes',
    good: online('delete from "lists" where "id" < 1000'),
  },
  'ban-uncommitted-transaction': {
    bad: ['begin', 'alter table "todos" add column "memo" text null'],
    blocks: 'reads and writes',
    good: model({ memo: p.text().nullable() }),
  },
  'backfill-with-ddl': {
    bad: ['alter table "todos" add column "memo" text null', `update "todos" set "memo" = 'x'`],
    blocks: 'reads and writes',
    good: [
      { transactional: true, statements: ['alter table "todos" add column "memo" text null'] },
      { transactional: false, statements: [`update "todos" set "memo" = 'x' where "memo" is null`] },
    ],
  },
};

/** Measured, not read: the bad form has to be carried out to be found. */
const MEASURED: Record<string, Case> = {
  'table-rewrite': {
    bad: ['alter table "todos" alter column "size" type bigint'],
    blocks: 'reads and writes',
    good: model({ title: p.string().length(80).nullable() }),
  },
  'blocking-scan': {
    bad: [
      'alter table "todos" add constraint "ck" check ("size" > 0) not valid',
      'do $$ begin alter table "todos" validate constraint "ck"; end $$',
    ],
    blocks: 'reads and writes',
    good: model({}, false, [{ name: 'ck', expression: '"size" > 0' }]),
  },
};

/** Rules of squawk about locks; what the others prevent is shown in `effects.test.ts`. */
const BLOCKING = Object.entries(SQUAWK_RULES).flatMap(([rule, { on, ...rest }]) =>
  on !== false && 'blocks' in rest && rest.blocks ? [rule] : [],
);

const body = (statements: readonly string[], transactional = true, down = 'select 1') => `
${transactional ? '' : '  override isTransactional() { return false; }\n'}
  override up() {
${statements.map((sql) => `    this.postgresql(${JSON.stringify(sql)});`).join('\n')}
  }

  override down() {
    this.postgresql(${JSON.stringify(down)});
  }`;

describe('On PostgreSQL', () => {
  let read: LintResult;
  let measured: LintResult;

  beforeAll(async () => {
    const folder = await newFolder();
    for (const [place, [rule, { bad }]] of Object.entries(CASES).entries()) {
      await writeMigration(folder, place, body(bad, rule !== 'ban-uncommitted-transaction'));
    }
    read = await lint(folder);
    const history = await newFolder();
    await writeMigration(
      history,
      0,
      body([(await generate(model(), model())).setup], true, 'drop table todos, lists'),
    );
    for (const [place, { bad }] of Object.values(MEASURED).entries()) {
      await writeMigration(history, place + 1, body(bad));
    }
    process.env.VERIFY_DATABASE_URL = process.env.TODO_TEST_POSTGRES_URL;
    measured = await lint(history, { all: true }).finally(() => delete process.env.VERIFY_DATABASE_URL);
  });

  test('every rule about locks is shown here', () => {
    expect(Object.keys(CASES)).toEqual(expect.arrayContaining(BLOCKING));
  });

  describe.each([...Object.entries(CASES), ...Object.entries(MEASURED)])('%s', (rule, one) => {
    const { bad, blocks, table = 'todos', before = model(), setup = '', good } = one;

    test(`finds what keeps others from ${blocks}, and nobody waits for the form that replaces it`, async () => {
      const isMeasured = rule in MEASURED;
      const place = Object.keys(isMeasured ? MEASURED : CASES).indexOf(rule) + (isMeasured ? 1 : 0);
      const { findings } = isMeasured ? measured : read;
      expect(
        findings.filter(({ file }) => file.includes(nameAt(place))).map((found) => found.rule),
      ).toContain(rule);

      const generated = await generate(before, good.some(isForm) ? before : (good as EntitySchema[]));
      const prepare = `${generated.setup}\n${ROWS}\n${setup}`;
      expect(await runBad(prepare, bad, table)).toBe(blocks);
      const forms = good.some(isForm) ? (good as Form[]) : generated.forms;
      expect(await runGood(prepare, forms, table)).toBe('nothing');
    });
  });
});

function isForm(one: EntitySchema | Form): one is Form {
  return 'statements' in one;
}

/** What is blocked while the transaction of the statements is open. */
async function runBad(setup: string, statements: readonly string[], table: string): Promise<Blocked> {
  const sessions = await openSessions(setup);
  try {
    await sessions.migration.query('begin');
    for (const sql of statements) {
      await sessions.migration.query(sql);
    }
    return await sessions.blocked(table);
  } finally {
    await sessions.migration.query('rollback');
    await sessions.close();
  }
}

/**
 * What is blocked while PostgreSQL works through the table. A lock without such work is held for a moment, however big
 * the table is.
 */
async function runGood(setup: string, forms: readonly Form[], table: string): Promise<Blocked> {
  const sessions = await openSessions(setup);
  const transactions = forms.flatMap(({ transactional, statements }) =>
    transactional ? [statements] : statements.map((sql) => [sql]),
  );
  try {
    expect(transactions).not.toEqual([]);
    for (const statements of transactions) {
      const blocked = await look(sessions, statements, table);
      if (blocked !== 'nothing') {
        return blocked;
      }
    }
    return 'nothing';
  } finally {
    await sessions.close();
  }
}

async function look(sessions: Sessions, statements: readonly string[], table: string): Promise<Blocked> {
  const [first = ''] = statements;
  if (statements.length === 1 && standsAlone(first)) {
    return sessions.whileWaiting(first, table, () => sessions.blocked(table));
  }
  await sessions.migration.query('begin');
  const before = await sessions.work(table);
  for (const sql of statements) {
    await sessions.migration.query(sql);
  }
  const hasWorked = (await sessions.work(table)) !== before;
  const blocked = hasWorked ? await sessions.blocked(table) : 'nothing';
  await sessions.migration.query('commit');
  return blocked;
}
