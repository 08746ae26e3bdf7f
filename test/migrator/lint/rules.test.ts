import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LintResult } from '../../../src/migrator/lint/index.ts';
import { lint, nameAt, newFolder, readMarks, writeMigration } from './project.ts';

/** A way back, for cases about the way forth. */
const DOWN = '  override down() { this.addSql(`create index "way_back" on "todos" ("id")`); }';

/**
 * Migrations with planted mistakes. Each is to be found at the line that ends with `! rule`, and nothing else; where a
 * text has no mark, nothing is.
 */
const CASES: [subject: string, body: string][] = [
  [
    'a migration without down',
    `
  override up() { // ok
    this.addSql('create table "a" ("id" integer)');
  }`,
  ],
  [
    'a down that does nothing on one database',
    `
  override up() {
    this.addSql('create table "a" ("id" integer)');
  }

  override down() { // ! down-missing
    this.sqlite('drop table "a"'); // ! dialects-differ undeclared-loss
  }`,
  ],
  [
    'a column, a table and rows that are lost without a word',
    `
  override up() {
    this.addSql('alter table "todos" drop column "note"'); // ! undeclared-loss
    this.sqlite('delete from "lists" where "old" = 1'); // ! undeclared-loss backfill-with-ddl
    this.postgresql('delete from "lists" where "old"');
    this.addSql('drop table "tags"'); // ! undeclared-loss
  }
${DOWN}`,
  ],
  [
    'losses that are declared',
    `
  override up() {
    this.loses({ table: 'todos', column: 'note' });
    this.loses({ table: 'tags' });
    this.addSql('alter table "todos" drop column "note"');
    this.addSql('drop table "tags"');
  }
${DOWN}`,
  ],
  [
    'a column that a rebuild drops',
    `
  override up() {
    this.rebuildSqlite( // ! undeclared-loss
      'todos',
      'drop column "note"',
    );
    this.postgresql('alter table "todos" drop column "note"');
  }
${DOWN}`,
  ],
  [
    'a loss that does not happen',
    `
  override up() {
    this.loses({ table: 'todos', column: 'note' }); // ! needless-loss-declaration
    this.addSql('alter table "todos" add column "memo" text null');
  }
${DOWN}`,
  ],
  [
    'a change of one database alone',
    `
  override up() {
    this.postgresql('alter table "todos" add column "memo" text null'); // ! dialects-differ
  }

  override down() {
    this.loses({ table: 'todos', column: 'memo' });
    this.postgresql('alter table "todos" drop column "memo"'); // ! dialects-differ
  }`,
  ],
  [
    'what PostgreSQL alone has',
    `
  override up() {
    this.postgresql('create extension "citext"');
    this.postgresql(\`comment on table "todos" is 'What is to be done'\`);
  }

  override down() {
    this.postgresql('drop extension "citext"');
  }`,
  ],
  [
    'statements that cannot be read',
    `
  override up() {
    this.sqlite('alter table "todos" add column "a" text default'); // ! syntax-error
    this.postgresql(\`
      alter table "todos"
        add column "a" text nul; -- ! syntax-error
    \`);
    this.rebuildSqlite('todos', 'make it better'); // ! syntax-error
  }
${DOWN}`,
  ],
  [
    'an expression of a backfill that cannot be read',
    `
  override isTransactional() { return false; }

  override up() {
    this.backfill({ table: 'todos', set: { slug: 'lower("title"' }, where: '"slug" is null' }); // ! syntax-error
  }
${DOWN}`,
  ],
  [
    'renames',
    `
  override up() {
    this.addSql('alter table "todos" rename column "name" to "title"'); // ! expand-contract
    this.addSql('alter table "lists" rename to "folders"'); // ! expand-contract
  }
${DOWN}`,
  ],
  [
    'a column and what replaces it',
    `
  override up() {
    this.loses({ table: 'todos', column: 'name' });
    this.addSql('alter table "todos" add column "title" text null');
    this.sqlite('alter table "todos" drop column "name"'); // ! expand-contract
    this.postgresql('alter table "todos" drop column "name"');
  }
${DOWN}`,
  ],
  [
    'a table and what replaces it',
    `
  override up() {
    this.loses({ table: 'lists' });
    this.addSql('create table "folders" ("id" integer)');
    this.addSql('drop table "lists"'); // ! expand-contract
  }
${DOWN}`,
  ],
  [
    'an update of existing rows beside a change of the schema',
    `
  override up() {
    this.addSql('alter table "todos" add column "slug" text null');
    this.addSql(\`update "todos" set "slug" = lower("title") where "title" <> ''\`); // ! backfill-with-ddl
  }
${DOWN}`,
  ],
  [
    'what PostgreSQL refuses in a transaction',
    `
  override up() {
    this.sqlite('drop index "ix"');
    this.postgresql('drop index concurrently "ix"'); // ! concurrently-in-transaction
  }

  override down() {
    this.sqlite('create index "ix" on "todos" ("size")');
    this.postgresql('create index concurrently "ix" on "todos" ("size")'); // ! concurrently-in-transaction
  }`,
  ],
  [
    'an update of every row',
    `
  override up() {
    this.addSql('update "todos" set "slug" = lower("title")'); // ! backfill-with-ddl
  }
${DOWN}`,
  ],
  [
    'rows of a table that is new, and a backfill',
    `
  override isTransactional() { return false; }

  override up() {
    this.addSql('create table "a" ("id" integer)');
    this.addSql('update "a" set "id" = 1');
    this.backfill({ table: 'todos', set: { slug: 'lower("title")' }, where: '"slug" is null' });
  }
${DOWN}`,
  ],
  [
    'pragmas',
    `
  override up() {
    this.sqlite('pragma foreign_keys = off'); // ! sqlite-foreign-keys-pragma
    this.sqlite('pragma legacy_alter_table = on'); // ! sqlite-legacy-alter-table
    this.sqlite('pragma writable_schema = 1'); // ! sqlite-writable-schema
    this.sqlite(\`update sqlite_master set "sql" = replace("sql", 'a', 'b') where "name" = 'todos'\`); // ! sqlite-writable-schema
  }
${DOWN}`,
  ],
  [
    'transactions and vacuum inside a migration',
    `
  override up() {
    this.sqlite('begin'); // ! sqlite-transaction-control
    this.sqlite('commit'); // ! sqlite-transaction-control
    this.sqlite('vacuum'); // ! sqlite-vacuum-in-transaction
  }
${DOWN}`,
  ],
  [
    'rows that replace others',
    `
  override up() {
    this.sqlite(\`insert or replace into "lists" values (1)\`); // ! sqlite-insert-or-replace
    this.postgresql(\`insert into "lists" values (1) on conflict ("id") do nothing\`);
  }
${DOWN}`,
  ],
  [
    'a table rebuilt by hand',
    `
  override up() {
    this.sqlite(\`
      create table "todos_new" ("id" integer primary key, "title" text not null);
      insert into "todos_new" select "id", "title" from "todos";
      drop table "todos"; -- ! sqlite-rebuild-by-hand
      alter table "todos_new" rename to "todos";
    \`);
    this.postgresql('alter table "todos" alter column "title" set not null'); // ! adding-not-nullable-field
  }
${DOWN}`,
  ],
  [
    'columns that SQLite cannot add',
    `
  override up() {
    this.sqlite('alter table "todos" add column "made_at" datetime default current_timestamp'); // ! sqlite-add-column-default
    this.sqlite('alter table "todos" add column "size" integer not null'); // ! sqlite-add-column-not-null
    this.sqlite('alter table "todos" add column "code" text unique'); // ! sqlite-add-column-key
    this.rebuildSqlite('todos', 'add column "changed_at" datetime default current_timestamp');
    this.postgresql('alter table "todos" add column "made_at" timestamptz default current_timestamp');
  }
${DOWN}`,
  ],
  [
    'a trigger, whose body is no business of the migration',
    `
  override up() {
    this.sqlite(\`create trigger "t" after insert on "todos" begin
      update "lists" set "size" = case when 1 then 2 else 3 end;
      delete from "tags";
    end\`);
    this.postgresql('create table "a" ("id" integer)');
  }
${DOWN}`,
  ],
];

describe('migration:lint', () => {
  let result: LintResult;
  let folder: string;

  beforeAll(async () => {
    folder = await newFolder();
    for (const [place, [, body]] of CASES.entries()) {
      await writeMigration(folder, place, body);
    }
    result = await lint(folder);
  });

  test.each(CASES.map(([subject], place) => [subject, place] as const))('%s', async (_, place) => {
    const text = await readFile(join(folder, `${nameAt(place)}.ts`), 'utf8');
    const found = result.findings.filter(({ file }) => file.includes(nameAt(place)));
    const expected = place === 0 ? ['3 down-missing'] : readMarks(text);
    expect(found.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual(expected.sort());
  });
});
