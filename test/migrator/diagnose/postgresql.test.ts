import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import { diagnose, type Execute } from '../../../src/migrator/diagnose/index.ts';
import { createDatabase } from '../../support/templates.ts';
import { refuse } from './refuse.ts';

const SETUP = [
  `create table "lists" ("id" integer primary key, "code" text)`,
  `create table "items" ("id" integer primary key, "title" varchar(20), "size" bigint, "price" numeric, "at" timestamp, "list_id" integer)`,
  `insert into "lists" values (1, 'a'), (2, 'a')`,
  `insert into "items" values (1, '10', 1, 1, now(), 1), (2, 'milk', 40000, 1000.5, now(), 7), (3, null, null, null, null, null), (4, '5', 5000000000, 2, now(), 8)`,
];
const EMPTY_LIST = `insert into "lists" values (3, null)`;

const FIX =
  'Correct these values before it, in the same migration, or say how they convert: alter column … type … using ….';
const DUPLICATES =
  'Change or delete them before it, in the same migration; a delete is declared with this.loses({ table, rows }).';
const ORPHANS =
  'Before it, in the same migration, insert the missing rows, set the column to null, or delete these rows (declared with this.loses({ table, rows })).';
const DEPENDENTS =
  'Drop them before it and create them again after it, in the same migration; or leave in place what they need.';

/** Name of the case → statement, further setup, lines of the message. */
const REFUSED: Record<string, [sql: string, setup: string[], ...message: string[]]> = {
  'text to integer': [
    `alter table "items" alter column "title" type integer using "title"::integer`,
    [],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become integer: 1 row holds a value that does not convert. For example, the row with "id" = 2 has "title" = 'milk'.`,
    `Find them: select "id", "title" from "items" where not pg_input_is_valid("title"::text, 'integer') order by "id";`,
    FIX,
  ],
  'a statement with its semicolon': [
    `alter table "items" alter column "title" type integer using "title"::integer;`,
    [],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become integer: 1 row holds a value that does not convert. For example, the row with "id" = 2 has "title" = 'milk'.`,
    `Find them: select "id", "title" from "items" where not pg_input_is_valid("title"::text, 'integer') order by "id";`,
    FIX,
  ],
  'text to integer, within a call': [
    `alter table "items" alter column "title" type integer using trim("title")::integer`,
    [],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become integer: 1 row holds a value that does not convert. For example, the row with "id" = 2 has "title" = 'milk'.`,
    `Find them: create function pg_temp.does_not_convert(row_tried "items") returns boolean language plpgsql as $try$ declare value_tried integer; begin select trim("title")::integer into value_tried from (select row_tried.*) as "items"; return false; exception when data_exception or integrity_constraint_violation then return true; end $try$; select "id", "title" from "items" where pg_temp.does_not_convert("items".*) order by "id";`,
    FIX,
  ],
  'text to numeric': [
    `alter table items alter title set data type numeric(10, 2) using title::numeric(10,2)`,
    [],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become numeric(10, 2): 1 row holds a value that does not convert. For example, the row with "id" = 2 has "title" = 'milk'.`,
    `Find them: select "id", "title" from "items" where not pg_input_is_valid(title::text, 'numeric(10, 2)') order by "id";`,
    FIX,
  ],
  ...Object.fromEntries(
    ['date', 'uuid', 'boolean', 'timestamptz', 'jsonb'].map((type) => [
      `text to ${type}`,
      [
        `alter table "items" alter column "title" type ${type} using ("title")::${type}`,
        [`update "items" set "title" = null where "id" <> 2`],
        `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become ${type}: 1 row holds a value that does not convert. For example, the row with "id" = 2 has "title" = 'milk'.`,
        `Find them: select "id", "title" from "items" where not pg_input_is_valid(("title")::text, '${type}') order by "id";`,
        FIX,
      ] as [string, string[], ...string[]],
    ]),
  ),
  'text to an enum': [
    `alter table "items" alter column "title" type "title_kind" using "title"::text::"title_kind"`,
    [`create type "title_kind" as enum ('10', '5')`],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become "title_kind": 1 row holds a value that does not convert. For example, the row with "id" = 2 has "title" = 'milk'.`,
    `Find them: select "id", "title" from "items" where "title"::text not in ('10', '5') order by "id";`,
    FIX,
  ],
  'a shorter varchar': [
    `alter table "items" alter column "title" type varchar(3)`,
    [],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot become varchar(3): 1 row holds a value that does not fit. For example, the row with "id" = 2 has "title" = 'milk'.`,
    `Find them: select "id", "title" from "items" where not pg_input_is_valid("title"::text, 'varchar(3)') order by "id";`,
    FIX,
  ],
  'a smaller integer': [
    `alter table "items" alter column "size" type smallint`,
    [],
    `ROWS_REFUSED: M1 stopped: column "size" of "items" cannot become smallint: 2 rows hold a value that does not fit. For example, the row with "id" = 2 has "size" = 40000.`,
    `Find them: select "id", "size" from "items" where "size" not between -32768 and 32767 order by "id";`,
    FIX,
  ],
  'a smaller numeric': [
    `alter table "items" alter column "price" type numeric(4, 2)`,
    [],
    `ROWS_REFUSED: M1 stopped: column "price" of "items" cannot become numeric(4, 2): 1 row holds a value that does not fit. For example, the row with "id" = 2 has "price" = 1000.5.`,
    `Find them: select "id", "price" from "items" where abs(round("price"::numeric, 2)) >= 1e2 order by "id";`,
    FIX,
  ],
  'a number that would be rounded, by the conversion the generator writes': [
    `alter table "items" alter column "price" type integer using case when "price"::integer::numeric is not distinct from "price" then "price"::integer else ('this value does not fit: ' || "price"::text)::integer end`,
    [],
    `ROWS_REFUSED: M1 stopped: column "price" of "items" cannot become integer: 1 row holds a value that does not convert. For example, the row with "id" = 2 has "price" = 1000.5.`,
    `Find them: create function pg_temp.does_not_convert(row_tried "items") returns boolean language plpgsql as $try$ declare value_tried integer; begin select case when "price"::integer::numeric is not distinct from "price" then "price"::integer else ('this value does not fit: ' || "price"::text)::integer end into value_tried from (select row_tried.*) as "items"; return false; exception when data_exception or integrity_constraint_violation then return true; end $try$; select "id", "price" from "items" where pg_temp.does_not_convert("items".*) order by "id";`,
    FIX,
  ],
  'values that a conversion makes one': [
    `alter table "items" alter column "title" type integer using "title"::integer`,
    [
      `update "items" set "title" = "id"::text where "id" <> 4`,
      `update "items" set "title" = '01' where "id" = 4`,
      `create unique index "uq_items_title" on "items" ("title")`,
    ],
    `ROWS_REFUSED: M1 stopped: unique index "uq_items_title" on "items" is violated: 2 rows have the same (("title"::integer)) as another row. For example, the row with "id" = 1 has ("title"::integer) = 1.`,
    `Find them: select "id", ("title"::integer) from (select "items".*, count(*) over (partition by ("title"::integer)) as "rows_alike" from "items" where ("title"::integer) is not null) as "items" where "rows_alike" > 1 order by ("title"::integer), "id";`,
    DUPLICATES,
  ],
  'a type without a conversion': [
    `alter table "items" alter column "title" type integer`,
    [],
    `STATEMENT_FAILED: M1 stopped: column "title" cannot be cast automatically to type integer (table "items").`,
    `Say how its values convert: alter table "items" alter column "title" type integer using "title"::integer;`,
  ],
  'a default without a conversion': [
    `alter table "items" alter column "title" type integer using "title"::integer`,
    [`update "items" set "title" = '1'`, `alter table "items" alter column "title" set default 'none'`],
    `STATEMENT_FAILED: M1 stopped: default for column "title" cannot be cast automatically to type integer (table "items").`,
    `Take the default away before it and give the new one after it: alter table "items" alter column "title" drop default, alter column "title" type integer using …, alter column "title" set default …;`,
  ],
  'a foreign key': [
    `alter table "items" add constraint "fk_items_list_id_lists" foreign key ("list_id") references "lists" ("id")`,
    [],
    `ROWS_REFUSED: M1 stopped: foreign key "fk_items_list_id_lists" of "items" ("list_id") to "lists" ("id") is violated: 2 rows refer to a row that does not exist. For example, the row with "id" = 2 has "list_id" = 7.`,
    `Find them: select "id", "list_id" from "items" where "list_id" is not null and not exists (select 1 from "lists" as "referenced" where "referenced"."id" = "items"."list_id") order by "id";`,
    ORPHANS,
  ],
  'a foreign key that is validated': [
    `alter table "items" validate constraint "fk"`,
    [`alter table "items" add constraint "fk" foreign key ("list_id") references "lists" not valid`],
    `ROWS_REFUSED: M1 stopped: foreign key "fk" of "items" ("list_id") to "lists" ("id") is violated: 2 rows refer to a row that does not exist. For example, the row with "id" = 2 has "list_id" = 7.`,
    `Find them: select "id", "list_id" from "items" where "list_id" is not null and not exists (select 1 from "lists" as "referenced" where "referenced"."id" = "items"."list_id") order by "id";`,
    ORPHANS,
  ],
  'a check that is validated': [
    `alter table "items" validate constraint "ck"`,
    [`alter table "items" add constraint "ck" check ("size" < 9) not valid`],
    `ROWS_REFUSED: M1 stopped: check "ck" on "items" is violated by 2 rows: (size < 9) is false. For example, the row with "id" = 2.`,
    `Find them: select * from "items" where not (size < 9);`,
    'Change these rows before it, in the same migration, or widen the check.',
  ],
  'a not-null constraint that is validated': [
    `alter table "items" validate constraint "nn"`,
    [`alter table "items" add constraint "nn" not null "title" not valid`],
    `ROWS_REFUSED: M1 stopped: column "title" of "items" cannot be not null: 1 row has no value in it. For example, the row with "id" = 3.`,
    `Find them: select "id", "title" from "items" where "title" is null order by "id";`,
    `Fill them before it, in the same migration: update "items" set "title" = … where "title" is null; or leave the column nullable.`,
  ],
  'a unique constraint where nulls are the same': [
    `alter table "lists" add constraint "uq" unique nulls not distinct ("code")`,
    [`update "lists" set "code" = null`],
    `ROWS_REFUSED: M1 stopped: unique constraint "uq" on "lists" is violated: 2 rows have the same ("code") as another row. For example, the row with "id" = 1 has "code" = NULL.`,
    `Find them: select "id", "code" from (select "lists".*, count(*) over (partition by "code") as "rows_alike" from "lists" where 1 = 1) as "lists" where "rows_alike" > 1 order by "code", "id";`,
    DUPLICATES,
  ],
  'a primary key with a null and a duplicate': [
    `alter table "lists" add constraint "pk_lists" primary key ("code")`,
    [`alter table "lists" drop constraint "lists_pkey"`, EMPTY_LIST],
    `ROWS_REFUSED: M1 stopped: column "code" of "lists" cannot be not null: 1 row has no value in it. For example, the row with ctid = '(0,3)'.`,
    `Find them: select ctid, "code" from "lists" where "code" is null order by ctid;`,
    `Fill them before it, in the same migration: update "lists" set "code" = … where "code" is null; or leave the column nullable.`,
    '',
    `M1 stopped: primary key "pk_lists" on "lists" is violated: 2 rows have the same ("code") as another row. For example, the row with ctid = '(0,1)' has "code" = 'a'.`,
    `Find them: select ctid, "code" from (select ctid, "lists".*, count(*) over (partition by "code") as "rows_alike" from "lists" where "code" is not null) as "lists" where "rows_alike" > 1 order by "code", ctid;`,
    DUPLICATES,
  ],
  'a foreign key to a column that is not unique': [
    `alter table "items" add foreign key ("title") references "lists" ("code")`,
    [],
    `STATEMENT_FAILED: M1 stopped: a foreign key of "items" ("title") refers to "lists" ("code"), which is neither its primary key nor unique.`,
    `Refer to the primary key, or make ("code") unique before it: create unique index … on "lists" ("code") (a partial index, or one on an expression, does not do).`,
  ],
  'dropping a column that views and foreign keys use': [
    `alter table "lists" drop column "id"`,
    [
      `create view "numbered" as select "id" from "lists"`,
      `create view "twice" as select "id" from "numbered"`,
      `update "items" set "list_id" = null`,
      `alter table "items" add constraint "fk" foreign key ("list_id") references "lists"`,
    ],
    `DEPENDENT_OBJECTS: M1 stopped: cannot drop column id of table lists: view numbered depends on column id of table lists; view twice depends on view numbered; constraint fk on table items depends on column id of table lists.`,
    DEPENDENTS,
  ],
  'dropping a table that a view uses': [
    `drop table "items"`,
    [`create view "numbered" as select "id" from "items"`],
    `DEPENDENT_OBJECTS: M1 stopped: cannot drop table items: view numbered depends on table items.`,
    DEPENDENTS,
  ],
  'changing the type of a column that views and a trigger use': [
    `alter table "items" alter column "title" type text`,
    [
      `create view "one" as select "title" from "items"`,
      `create materialized view "two" as select lower("title") from "items"`,
      `create function "f"() returns trigger language plpgsql as 'begin return new; end'`,
      `create trigger "tr" before update of "title" on "items" for each row execute function "f"()`,
    ],
    `DEPENDENT_OBJECTS: M1 stopped: the type of column "title" of "items" cannot change while materialized view two, trigger tr on table items, view one use it.`,
    DEPENDENTS,
  ],
  'the second of several statements in one text': [
    `alter table "items" rename column "title" to "name"; alter table "items" alter column "name" set not null;`,
    [],
    `ROWS_REFUSED: M1 stopped: column "name" of "items" cannot be not null: 1 row has no value in it. For example, the row with "id" = 3.`,
    `Find them: select "id", "name" from "items" where "name" is null order by "id";`,
    `Fill them before it, in the same migration: update "items" set "name" = … where "name" is null; or leave the column nullable.`,
  ],
  'a table in another schema': [
    `alter table "audit"."events" add check ("events"."n" > 1)`,
    [
      `create schema "audit"`,
      `create table "audit"."events" ("id" uuid primary key, "n" integer)`,
      `insert into "audit"."events" values ('6b7f0a3e-0000-4000-8000-000000000001', 1)`,
    ],
    `ROWS_REFUSED: M1 stopped: a check on "audit"."events" is violated by 1 row: ("events"."n" > 1) is false. For example, the row with "id" = '6b7f0a3e-0000-4000-8000-000000000001'.`,
    `Find them: select * from "audit"."events" where not ("events"."n" > 1);`,
    'Change these rows before it, in the same migration, or widen the check.',
  ],
};

/** What PostgreSQL says best itself. */
const NOT_DIAGNOSED: Record<string, string> = {
  'a syntax error': 'alter table "items" alter column "title" frobnicate',
  'a table that does not exist': 'alter table "nothing" alter column "title" set not null',
  'an insert that violates a constraint': 'insert into "lists" values (1)',
};

describe('A diagnosis on PostgreSQL', () => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await openOrm(await createDatabase('postgresql', 'empty'));
  });
  afterAll(() => orm.close(true));

  test.each(Object.entries(REFUSED))('names the reason of %s', async (_name, [sql, setup, ...message]) => {
    expect(await refuse(orm, 'postgresql', [...SETUP, ...setup], sql)).toBe(message.join('\n'));
  });

  test('names the reason of an index that is built outside a transaction', async () => {
    const execute: Execute = (text) => orm.em.getConnection().execute(text);
    await execute('create table "loose" ("id" integer primary key, "code" text)');
    await execute(`insert into "loose" values (1, 'a'), (2, 'a')`);
    const sql = 'create unique index concurrently "uq_loose_code" on "loose" ("code")';
    const error: unknown = await execute(sql).catch((reason: unknown) => reason);
    const refusal = await diagnose({ dialect: 'postgresql', execute, sql, error, migration: 'M1' });
    expect(refusal?.message).toBe(
      [
        `M1 stopped: unique index "uq_loose_code" on "loose" is violated: 2 rows have the same ("code") as another row. For example, the row with "id" = 1 has "code" = 'a'.`,
        `Find them: select "id", "code" from (select "loose".*, count(*) over (partition by "code") as "rows_alike" from "loose" where "code" is not null) as "loose" where "rows_alike" > 1 order by "code", "id";`,
        DUPLICATES,
      ].join('\n'),
    );
  });

  test.each(Object.entries(NOT_DIAGNOSED))('leaves the word to the server for %s', async (_name, sql) => {
    expect(await refuse(orm, 'postgresql', SETUP, sql)).toBeUndefined();
  });
});
