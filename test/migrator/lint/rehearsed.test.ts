import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LintResult } from '../../../src/migrator/lint/index.ts';
import { lint, nameAt, newFolder, readMarks, writeMigration } from './project.ts';

/** One history, in which mistakes are planted that only show when it is carried out; marked as in `rules.test.ts`. */
const HISTORY: [subject: string, body: string][] = [
  [
    'tables that are new, and everything in them',
    `
  override up() {
    this.addSql('create table "lists" ("id" integer not null, constraint "pk_lists" primary key ("id"))');
    this.sqlite(\`create table "todos" (
      "id" integer not null, "title" text null, "size" integer null, "list_id" integer null,
      constraint "pk_todos" primary key ("id"),
      constraint "ck_todos_title_length" check (length("title") <= 20),
      constraint "fk_todos_list" foreign key ("list_id") references "lists" ("id"))\`);
    this.postgresql(\`create table "todos" (
      "id" integer not null, "title" varchar(20) null, "size" integer null, "list_id" integer null,
      constraint "pk_todos" primary key ("id"),
      constraint "fk_todos_list" foreign key ("list_id") references "lists" ("id"))\`);
    this.addSql('create index "ix_todos_title" on "todos" ("title")');
  }

  override down() {
    this.loses({ table: 'todos' });
    this.loses({ table: 'lists' });
    this.addSql('drop table "todos"');
    this.addSql('drop table "lists"');
  }`,
  ],
  [
    'a type that is written anew',
    `
  override up() {
    this.sqlite('create index "ix_todos_size" on "todos" ("size")');
    this.postgresql(\`
      alter table "todos" alter column "size" type bigint; -- ! table-rewrite
    \`);
    this.postgresql('create index "ix_todos_size" on "todos" ("size")'); // ! require-concurrent-index-creation
  }

  override down() {
    this.addSql('drop index "ix_todos_size"');
    this.postgresql('alter table "todos" alter column "size" type integer');
  }`,
  ],
  [
    'a scan under a lock that everybody waits for',
    `
  override up() {
    this.sqlite('alter table "todos" alter column "title" set not null');
    this.postgresql('alter table "todos" alter column "title" set not null'); // ! blocking-scan
  }

  override down() {
    this.addSql('alter table "todos" alter column "title" drop not null');
  }`,
  ],
  [
    'a scan under a lock that an earlier statement took',
    `
  override up() {
    this.addSql('alter table "todos" add column "done" boolean null');
    this.postgresql('analyze "todos"');
    this.postgresql('create table "copies" as select "id" from "lists"'); // ! blocking-scan
    this.sqlite('create table "copies" ("id" integer)');
  }

  override down() {
    this.loses({ table: 'copies' });
    this.loses({ table: 'todos', column: 'done' });
    this.addSql('drop table "copies"');
    this.addSql('alter table "todos" drop column "done"');
  }`,
  ],
  [
    'what looks dangerous, and was measured not to be',
    `
  override isTransactional() {
    return false;
  }

  override up() {
    this.postgresql('alter table "todos" alter column "title" type varchar(30)');
    this.postgresql('alter table "todos" add constraint "ck" check ("list_id" is not null) not valid');
    this.postgresql('alter table "todos" validate constraint "ck"');
    this.postgresql('alter table "todos" alter column "list_id" set not null');
    this.postgresql('alter table "todos" drop constraint "ck"');
    this.sqlite('alter table "todos" alter column "list_id" set not null');
    this.rebuildSqlite(
      'todos',
      'drop constraint "ck_todos_title_length"',
      'add constraint "ck_todos_title_length" check (length("title") <= 30)',
    );
  }

  override down() {
    this.addSql('alter table "todos" alter column "list_id" drop not null');
    this.postgresql('alter table "todos" alter column "title" type varchar(20)');
    this.rebuildSqlite(
      'todos',
      'drop constraint "ck_todos_title_length"',
      'add constraint "ck_todos_title_length" check (length("title") <= 20)',
    );
  }`,
  ],
  [
    'a down that brings back something else',
    `
  override up() {
    this.sqlite('drop index "ix_todos_title"');
    this.postgresql('drop index "ix_todos_title"'); // ! require-concurrent-index-deletion
  }

  override down() { // ! down-differs
    this.addSql('create index "ix_todos_title" on "todos" ("size")');
  }`,
  ],
  [
    'a down that fails',
    `
  override up() {
    this.addSql('alter table "todos" add column "memo" text null');
  }

  override down() {
    this.loses({ table: 'todos', column: 'memo' });
    this.sqlite('alter table "todos" drop column "memo"');
    this.postgresql('alter table "todos" drop column "note"'); // ! does-not-run undeclared-loss
  }`,
  ],
  [
    'two databases that are no longer alike',
    `
  override up() { // ! dialects-differ
    this.sqlite('alter table "todos" add column "one" text null');
    this.postgresql('alter table "todos" add column "two" text null');
  }

  override down() {
    this.loses({ table: 'todos', column: 'one' });
    this.loses({ table: 'todos', column: 'two' });
    this.sqlite('alter table "todos" drop column "one"');
    this.postgresql('alter table "todos" drop column "two"');
  }`,
  ],
  [
    'a migration after them, which finds the two as unlike as before',
    `
  override up() {
    this.addSql('create table "tags" ("id" integer not null, constraint "pk_tags" primary key ("id"))');
  }

  override down() {
    this.loses({ table: 'tags' });
    this.addSql('drop table "tags"');
  }`,
  ],
  [
    'a parent that is dropped',
    `
  override up() { // ! dialects-differ
    this.loses({ table: 'lists' });
    this.sqlite('drop table "lists"'); // ! sqlite-drop-parent
    this.postgresql('drop table "lists" cascade');
  }

  override down() {
    this.addSql('create table "lists" ("id" integer not null, constraint "pk_lists" primary key ("id"))');
    this.postgresql(
      'alter table "todos" add constraint "fk_todos_list" foreign key ("list_id") references "lists" ("id")',
    );
  }`,
  ],
  [
    'an up that fails',
    `
  override up() {
    this.addSql('alter table "tags" add column "name" text null');
    this.sqlite('create index "ix_tags" on "tags" ("nam")'); // ! does-not-run
    this.postgresql('create index concurrently "ix_tags" on "tags" ("name")'); // ! does-not-run concurrently-in-transaction
  }

  override down() {
    this.loses({ table: 'tags', column: 'name' });
    this.addSql('drop index "ix_tags"');
    this.addSql('alter table "tags" drop column "name"');
  }`,
  ],
];

describe('migration:lint with a rehearsal', () => {
  let result: LintResult;
  let folder: string;

  beforeAll(async () => {
    process.env.VERIFY_DATABASE_URL = process.env.TODO_TEST_POSTGRES_URL;
    folder = await newFolder();
    for (const [place, [, body]] of HISTORY.entries()) {
      await writeMigration(folder, place, body);
    }
    result = await lint(folder, { all: true });
  });

  afterAll(() => {
    delete process.env.VERIFY_DATABASE_URL;
  });

  test.each(HISTORY.map(([subject], place) => [subject, place] as const))('%s', async (_, place) => {
    const text = await readFile(join(folder, `${nameAt(place)}.ts`), 'utf8');
    const found = result.findings.filter(({ file }) => file.includes(nameAt(place)));
    expect(found.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual(readMarks(text).sort());
  });
});
