import { beforeAll, expect, test } from '@jest/globals';
import type {
  MeasuredStatement,
  Pass,
  RehearsedMigration,
} from '../../../src/migrator/rehearse/rehearsal.ts';
import { describeDatabases } from '../../support/databases.ts';
import { migration } from '../run/runner.ts';
import { rehearseAll, useTestServer } from './rehearsed.ts';

/** What statements do to `todos` and `lists`, which were there before: a lock each, and what was rewritten or scanned. */
interface Case {
  subject: string;
  statements: string[];
  /** Outside a transaction. */
  alone?: true;
  /** Of the last of the statements. */
  locks: Record<string, string>;
  rewrites?: string[];
  scans?: string[];
  undo?: string[];
}

const validated = (check: string) => [
  `alter table "todos" add constraint "ck" ${check} not valid`,
  'alter table "todos" validate constraint "ck"',
];

const cases: Case[] = [
  {
    subject: 'a new column',
    statements: ['alter table "todos" add column "note" text null'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'a new column with a constant default',
    statements: ['alter table "todos" add column "size" integer not null default 1'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'a new column with a default that each row has its own of',
    statements: ['alter table "todos" add column "uid" uuid not null default gen_random_uuid()'],
    locks: { todos: 'AccessExclusive' },
    rewrites: ['todos'],
    scans: ['todos'],
  },
  {
    subject: 'a dropped column',
    statements: ['alter table "todos" drop column "title"'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'a check',
    statements: ['alter table "todos" add constraint "ck" check ("amount" > 0)'],
    locks: { todos: 'AccessExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a check that is not validated',
    statements: ['alter table "todos" add constraint "ck" check ("amount" > 0) not valid'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'the validation of a check, by itself',
    alone: true,
    statements: validated('check ("amount" > 0)'),
    locks: { todos: 'ShareUpdateExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'the validation of a check in the transaction that added it',
    statements: validated('check ("amount" > 0)'),
    locks: { todos: 'AccessExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a not null',
    statements: ['alter table "todos" alter column "amount" set not null'],
    locks: { todos: 'AccessExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a not null that a validated check implies',
    alone: true,
    statements: [
      ...validated('check ("amount" is not null)'),
      'alter table "todos" alter column "amount" set not null',
    ],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'a wider type that is stored differently',
    statements: ['alter table "todos" alter column "amount" type bigint'],
    locks: { todos: 'AccessExclusive' },
    rewrites: ['todos'],
    scans: ['todos'],
  },
  {
    subject: 'a wider type that is stored alike',
    statements: ['alter table "todos" alter column "title" type varchar(200)'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'an index',
    statements: ['create index "ix" on "todos" ("amount")'],
    locks: { todos: 'Share' },
    scans: ['todos'],
  },
  {
    subject: 'an index that is built concurrently',
    alone: true,
    statements: ['create index concurrently "ix" on "todos" ("amount")'],
    locks: { todos: 'ShareUpdateExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a dropped index',
    statements: ['drop index "ix_title"'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'an index that is dropped concurrently',
    alone: true,
    statements: ['drop index concurrently "ix_title"'],
    locks: { todos: 'ShareUpdateExclusive' },
  },
  {
    subject: 'a renamed index',
    statements: ['alter index "ix_title" rename to "ix_name"'],
    locks: { todos: 'ShareUpdateExclusive' },
  },
  {
    subject: 'a foreign key',
    statements: ['alter table "todos" add constraint "fk" foreign key ("list_id") references "lists" ("id")'],
    locks: { lists: 'ShareRowExclusive', todos: 'ShareRowExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a foreign key that is not validated',
    statements: [
      'alter table "todos" add constraint "fk" foreign key ("list_id") references "lists" ("id") not valid',
    ],
    locks: { lists: 'ShareRowExclusive', todos: 'ShareRowExclusive' },
  },
  {
    subject: 'the validation of a foreign key, by itself',
    alone: true,
    statements: [
      'alter table "todos" add constraint "fk" foreign key ("list_id") references "lists" ("id") not valid',
      'alter table "todos" validate constraint "fk"',
    ],
    locks: { lists: 'RowShare', todos: 'ShareUpdateExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a unique constraint from an index that is there',
    alone: true,
    statements: [
      'create unique index concurrently "uq" on "todos" ("amount")',
      'alter table "todos" add constraint "uq" unique using index "uq"',
    ],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'an update of every row',
    statements: ['update "todos" set "amount" = 1'],
    locks: { todos: 'RowExclusive' },
    scans: ['todos'],
  },
  {
    subject: 'a new table that refers to one',
    statements: ['create table "notes" ("todo_id" integer null references "todos" ("id"))'],
    locks: { todos: 'ShareRowExclusive' },
  },
  {
    subject: 'a dropped table',
    statements: ['drop table "todos"'],
    locks: { todos: 'AccessExclusive' },
  },
  {
    subject: 'a new table alone',
    statements: ['create table "notes" ("id" integer)', 'create index "ix_notes" on "notes" ("id")'],
    locks: {},
  },
];

/** The tables as each case finds them: made anew, and gone afterwards. */
const tables = [
  'create table "lists" ("id" integer primary key)',
  'create table "todos" ("id" integer primary key, "title" varchar(100) null, "amount" integer null, "list_id" integer null)',
  'create index "ix_title" on "todos" ("title")',
];

describeDatabases(
  'what is measured',
  (database) => {
    const rehearsed = new Map<string, RehearsedMigration>();
    const last = (subject: string, pass: Pass): MeasuredStatement | undefined =>
      rehearsed.get(subject)?.[pass]?.statements.at(-1);

    beforeAll(async () => {
      useTestServer();
      const migrations = cases.flatMap(({ subject, statements, alone }, index) => [
        migration(`${index} before`, (m) => {
          m.both('drop table if exists "notes", "todos", "lists"', ...tables);
          m.loses({ table: 'notes' });
          m.loses({ table: 'todos' });
          m.loses({ table: 'lists' });
        }),
        migration(
          subject,
          (m) => {
            m.both(...statements);
            m.loses({ table: 'todos' });
            m.loses({ table: 'todos', column: 'title' });
          },
          // Makes everything anew; what comes back is nobody's concern here.
          (m) => {
            m.both('drop table if exists "notes", "todos", "lists"', ...tables);
            m.loses({ table: 'notes' });
            m.loses({ table: 'todos' });
            m.loses({ table: 'lists' });
          },
          { transactional: alone !== true },
        ),
      ]);
      const all = await rehearseAll(database, migrations, {
        dialects: ['postgresql'],
        migrations: cases.map(({ subject }) => subject),
      });
      for (const one of all) {
        rehearsed.set(one.name, one);
      }
    });

    test.each(cases)('$subject', ({ subject, locks, rewrites = [], scans = [] }) => {
      expect(rehearsed.get(subject)?.failure).toBeUndefined();
      for (const pass of ['up', 'again'] as const) {
        const measured = last(subject, pass);
        expect({
          locks: Object.fromEntries(measured?.locks.map(({ table, mode }) => [table, mode]) ?? []),
          rewrites: measured?.rewrites,
          scans: measured?.scans,
        }).toEqual({ locks, rewrites, scans });
      }
    });

    test('the way down is measured as well', () => {
      expect(rehearsed.get('an index')?.down?.statements[0]?.locks).toEqual([
        { table: 'lists', mode: 'AccessExclusive' },
        { table: 'todos', mode: 'AccessExclusive' },
      ]);
    });
  },
  'postgresql',
);
