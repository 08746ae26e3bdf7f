import { expect, test } from '@jest/globals';
import { sqliteCatalog } from './catalog-sqlite.ts';
import { connect } from './connection.ts';

/** The catalog of an empty database after `statements`. */
async function catalog(...statements: string[]): Promise<string[]> {
  const connection = await connect({ dialect: 'sqlite', path: ':memory:' });
  try {
    for (const statement of statements) {
      await connection.run(statement);
    }
    return await sqliteCatalog(connection);
  } finally {
    await connection.close();
  }
}

const same: readonly (readonly [string, string, string])[] = [
  [
    'quotes of names and white space',
    'create table "t" ("a" text not null)',
    'CREATE TABLE t(a  TEXT  NOT NULL)',
  ],
  ['an explicit null', 'create table t (a text null)', 'create table t (a text)'],
  ['the place of a key', 'create table t (a int primary key)', 'create table t (a int, primary key (a))'],
  [
    'the place of a check',
    'create table t (a int constraint c check (a > 0))',
    'create table t (a int, constraint c check (a > 0))',
  ],
  [
    'the place of a foreign key',
    'create table t (a int constraint f references u (id) on delete set null)',
    'create table t (a int, constraint f foreign key (a) references u (id) on delete set null)',
  ],
  [
    'the order of the clauses of a column',
    `create table t (a text default 'x' not null collate nocase)`,
    `create table t (a text collate nocase not null default 'x')`,
  ],
];
test.each(same)('%s makes no difference', async (_what, one, other) => {
  expect(await catalog(one)).toEqual(await catalog(other));
});

const different: readonly (readonly [string, string, string])[] = [
  ['a default', `create table t (a text default 'Open')`, `create table t (a text default 'open')`],
  ['a negative default', 'create table t (a int default -1)', 'create table t (a int default 1)'],
  ['not null', 'create table t (a int)', 'create table t (a int not null)'],
  ['a type', 'create table t (a varchar(5))', 'create table t (a varchar(6))'],
  [
    'parentheses in a check',
    'create table t (a, check (a or a and 1))',
    'create table t (a, check ((a or a) and 1))',
  ],
  ['the name of a check', 'create table t (a, constraint c check (a))', 'create table t (a, check (a))'],
  [
    'autoincrement',
    'create table t (a integer primary key)',
    'create table t (a integer primary key autoincrement)',
  ],
  ['a collation', 'create table t (a text)', 'create table t (a text collate nocase)'],
  [
    'on delete',
    'create table t (a references u on delete cascade)',
    'create table t (a references u on delete set null)',
  ],
  [
    'deferrable',
    'create table t (a references u)',
    'create table t (a references u deferrable initially deferred)',
  ],
  ['stored', 'create table t (a, b as (a) stored)', 'create table t (a, b as (a) virtual)'],
  ['without rowid', 'create table t (a primary key)', 'create table t (a primary key) without rowid'],
  ['strict', 'create table t (a int)', 'create table t (a int) strict'],
];
test.each(different)('%s makes a difference', async (_what, one, other) => {
  expect(await catalog(one)).not.toEqual(await catalog(other));
});

test.each([
  'create index i on t (lower(a))',
  'create view v as select a from t',
  'create trigger g after insert on t begin select 1; end',
])('%s is seen', async (statement) => {
  expect(await catalog('create table t (a)', statement)).toHaveLength(
    (await catalog('create table t (a)')).length + 1,
  );
});
