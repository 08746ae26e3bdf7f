import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import {
  checkForeignKeys,
  diagnose,
  type Execute,
  findBrokenObjects,
  rebuildAsSql,
  refuseBroken,
} from '../../../src/migrator/diagnose/index.ts';
import { createDatabase } from '../../support/templates.ts';
import { refuse } from './refuse.ts';

const SETUP = [
  `create table "lists" ("id" integer primary key, "code" text, "kind" text unique)`,
  `create table "items" ("id" integer primary key, "title" text, "size" integer check ("size" > 0), "list_id" integer)`,
  `insert into "lists" values (1, 'a', 'x')`,
  `insert into "items" values (1, 'milk', 1, 1), (2, 'milk', 2, 7), (3, null, 2, 8)`,
];

const IN_PLACE = (reason: string, sql: string) =>
  `STATEMENT_FAILED: M1 stopped: SQLite does not do this in place (${reason}): ${sql}`;
const AS_REBUILD = `Write it as a rebuild, with the same clause: this.rebuildSqlite('<table>', '<clause>').`;

/** Name of the case → statement, further setup, lines of the message. */
const REFUSED: Record<string, [sql: string, setup: string[], ...message: string[]]> = {
  'a column that a view, a trigger and an index use': [
    `alter table "items" drop column "title"`,
    [
      `create view "titles" as select "title" from "items"`,
      `create view "sizes" as select "size" as "title" from "items"`,
      `create trigger "tr" after insert on "lists" begin update "items" set "title" = new."code"; end`,
      `create index "ix" on "items" (lower("title"))`,
    ],
    `DEPENDENT_OBJECTS: M1 stopped: column "title" of "items" cannot be dropped while these use it: index "ix", trigger "tr", view "titles".`,
    `Drop them before it and create them again after it without the column, in the same migration; a constraint of the table goes in a rebuild: this.rebuildSqlite('items', 'drop constraint "…"', 'drop column "title"').`,
  ],
  'a column that a constraint of its table uses': [
    `alter table "checked" drop column "a"`,
    [`create table "checked" ("a" integer, "b" integer, constraint "ck" check ("a" < "b"))`],
    `DEPENDENT_OBJECTS: M1 stopped: column "a" of "checked" cannot be dropped while these use it: a check, generated column or foreign key of the table itself.`,
    `Drop them before it and create them again after it without the column, in the same migration; a constraint of the table goes in a rebuild: this.rebuildSqlite('checked', 'drop constraint "…"', 'drop column "a"').`,
  ],
  'any change of a table while a view is broken': [
    `alter table "lists" rename to "folders"`,
    [`create view "titles" as select "title" from "items"`, 'drop table "items"'],
    `DEPENDENT_OBJECTS: M1 stopped: the view "titles" does not work (no such table: main.items), and SQLite alters no table while it is there.`,
    `Drop it before this statement, and create it again where it is still wanted: drop view "titles";`,
  ],
  'dropping a unique column': [
    `alter table "lists" drop column "kind"`,
    [],
    IN_PLACE('cannot drop UNIQUE column: "kind"', `alter table "lists" drop column "kind"`),
    AS_REBUILD,
  ],
  'a default that is no constant': [
    `alter table "items" add column "at" text default current_timestamp;`,
    [],
    IN_PLACE(
      'Cannot add a column with non-constant default',
      `alter table "items" add column "at" text default current_timestamp;`,
    ),
    AS_REBUILD,
  ],
  'a foreign key to a column that is not unique': [
    `insert into "notes" values (1, 1)`,
    [`create table "notes" ("code" text references "lists" ("code"), "list_id" integer references "lists")`],
    `STATEMENT_FAILED: M1 stopped: a foreign key of "notes" ("code") refers to "lists" ("code"), which is neither its primary key nor unique.`,
    `Refer to the primary key, or make ("code") unique before it: create unique index … on "lists" ("code") (a partial index, or one on an expression, does not do).`,
  ],
};

describe('A diagnosis on SQLite', () => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await openOrm(await createDatabase('sqlite', 'empty'));
  });
  afterAll(() => orm.close(true));

  test.each(Object.entries(REFUSED))('names the reason of %s', async (_name, [sql, setup, ...message]) => {
    expect(await refuse(orm, 'sqlite', [...SETUP, ...setup], sql)).toBe(message.join('\n'));
  });

  test('leaves the word to SQLite for a syntax error', async () => {
    expect(await refuse(orm, 'sqlite', SETUP, 'alter table "items" frobnicate')).toBeUndefined();
  });
});

describe('On SQLite', () => {
  let orm: Orm;
  let execute: Execute;
  beforeAll(async () => {
    orm = await openOrm(await createDatabase('sqlite', 'empty'));
    execute = (sql) => orm.em.getConnection().execute(sql);
    await execute('pragma foreign_keys = off');
    for (const sql of SETUP) {
      await execute(sql);
    }
  });
  afterAll(() => orm.close(true));

  test('the rows that foreign keys miss are counted and named', async () => {
    await execute(`create table "a" ("id" integer primary key, "list_id" integer references "lists")`);
    await execute('insert into "a" values (1, 1), (2, 7), (3, null), (4, 8)');
    const error = await checkForeignKeys(execute, 'M1');
    expect(`${error?.code}: ${error?.message}`).toBe(
      [
        `FOREIGN_KEY_VIOLATION: M1 stopped: foreign key of "a" ("list_id") to "lists" ("id") is violated: 2 rows refer to a row that does not exist. For example, the row with "id" = 2 has "list_id" = 7.`,
        `Find them: select "id", "list_id" from "a" where "list_id" is not null and not exists (select 1 from "lists" as "referenced" where "referenced"."id" = "a"."list_id") order by "id";`,
        'Before it, in the same migration, insert the missing rows, set the column to null, or delete these rows (declared with this.loses({ table, rows })).',
      ].join('\n'),
    );
    await execute('drop table "a"');
    expect(await checkForeignKeys(execute, 'M1')).toBeUndefined();
  });

  test('views and triggers that a dropped table leaves broken are found, each, and stay', async () => {
    await execute('create table "gone" ("id" integer)');
    await execute('create view "one" as select "id" from "gone"');
    await execute('create view "fine" as select "id" from "items"');
    await execute(
      'create trigger "two" after delete on "items" begin delete from "gone" where "id" = old."id"; end',
    );
    expect(await findBrokenObjects(execute)).toEqual([]);
    await execute('drop table "gone"');
    const broken = await findBrokenObjects(execute);
    expect(broken).toHaveLength(2);
    await expect(refuseBroken(execute, 'M1', [])).rejects.toMatchObject({
      code: 'DEPENDENT_OBJECTS',
      message:
        'M1 stopped: after it these would not work: view "one" (no such table: main.gone), trigger "two" (no such table: main.gone).\nDrop them in the same migration, or drop them before and create them again after it as they should be.',
    });
    await refuseBroken(execute, 'M1', broken);
    expect(await findBrokenObjects(execute)).toEqual(broken);
    await execute('drop view "one"');
    await execute('drop trigger "two"');
  });

  test('a clause of a rebuild is explained on what the clauses before it leave', async () => {
    const sql = rebuildAsSql('items', [
      'rename column "title" to "name"',
      'alter column "name" set not null',
    ]);
    const message = await refuseRebuild(sql);
    expect(message).toContain('column "name" of "items" cannot be not null: 1 row has no value in it');
    expect(await execute('select "title" from "items" where "id" = 1')).toEqual([{ title: 'milk' }]);
  });

  async function refuseRebuild(sql: string): Promise<string | undefined> {
    await execute('create table "rebuilt" ("id" integer, "name" text not null)');
    const error: unknown = await execute('insert into "rebuilt" select "id", "title" from "items"').catch(
      (reason: unknown) => reason,
    );
    await execute('drop table "rebuilt"');
    return (await diagnose({ dialect: 'sqlite', execute, sql, error, migration: 'M1' }))?.message;
  }
});
