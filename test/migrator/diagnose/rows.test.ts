import { beforeAll, expect, test } from '@jest/globals';
import type { Orm } from '../../../src/database/orm.ts';
import { describeDatabases } from '../../support/databases.ts';
import { refuse } from './refuse.ts';

const SETUP = [
  `create table "lists" ("id" integer not null primary key, "code" text)`,
  `create table "items" ("id" integer not null primary key, "title" text, "size" integer, "list_id" integer)`,
  `insert into "lists" values (1, 'a')`,
  `insert into "items" values (1, 'milk', 1, 1), (2, 'Milk', 2, 7), (3, null, 2, 8), (4, 'milk', null, null)`,
];

interface Refused {
  sql: string;
  setup?: string[];
  message: string[];
}

const REFUSED: Record<string, Refused> = {
  'set not null': {
    sql: `alter table "items" alter column "title" set not null`,
    message: [
      'ROWS_REFUSED: M1 stopped: column "title" of "items" cannot be not null: 1 row has no value in it. For example, the row with "id" = 3.',
      'Find them: select "id", "title" from "items" where "title" is null order by "id";',
      'Fill them before it, in the same migration: update "items" set "title" = … where "title" is null; or leave the column nullable.',
    ],
  },
  'a new not-null column without a default': {
    sql: `alter table items add column "rank" integer not null`,
    message: [
      'ROWS_REFUSED: M1 stopped: the new column "rank" of "items" is not null and has no default, so 4 rows would have no value in it. For example, the row with "id" = 1.',
      'Find them: select * from "items";',
      'Give the column a default; or add it nullable, fill it with an update, and set it not null, all in the same migration.',
    ],
  },
  'a unique index': {
    sql: `create unique index "uq_items_title" on "items" ("title")`,
    message: [
      'ROWS_REFUSED: M1 stopped: unique index "uq_items_title" on "items" is violated: 2 rows have the same ("title") as another row. For example, the row with "id" = 1 has "title" = \'milk\'.',
      'Find them: select "id", "title" from (select "items".*, count(*) over (partition by "title") as "rows_alike" from "items" where "title" is not null) as "items" where "rows_alike" > 1 order by "title", "id";',
      'Change or delete them before it, in the same migration; a delete is declared with this.loses({ table, rows }).',
    ],
  },
  'a composite unique index': {
    sql: `create unique index "uq" on "items" ("size" desc, "list_id")`,
    setup: [`insert into "items" values (5, 'x', 1, 1)`],
    message: [
      'ROWS_REFUSED: M1 stopped: unique index "uq" on "items" is violated: 2 rows have the same ("size", "list_id") as another row. For example, the row with "id" = 1 has "size" = 1 and "list_id" = 1.',
      'Find them: select "id", "size", "list_id" from (select "items".*, count(*) over (partition by "size", "list_id") as "rows_alike" from "items" where "size" is not null and "list_id" is not null) as "items" where "rows_alike" > 1 order by "size", "list_id", "id";',
      'Change or delete them before it, in the same migration; a delete is declared with this.loses({ table, rows }).',
    ],
  },
  'a unique index on an expression': {
    sql: `create unique index "uq" on "items" (lower("title"))`,
    message: [
      'ROWS_REFUSED: M1 stopped: unique index "uq" on "items" is violated: 3 rows have the same (lower("title")) as another row. For example, the row with "id" = 1 has lower("title") = \'milk\'.',
      'Find them: select "id", lower("title") from (select "items".*, count(*) over (partition by lower("title")) as "rows_alike" from "items" where lower("title") is not null) as "items" where "rows_alike" > 1 order by lower("title"), "id";',
      'Change or delete them before it, in the same migration; a delete is declared with this.loses({ table, rows }).',
    ],
  },
  'a partial unique index': {
    sql: `create unique index "uq" on "items" ("size") where "size" > 1`,
    setup: [`update "items" set "size" = 1 where "id" = 4`],
    message: [
      'ROWS_REFUSED: M1 stopped: unique index "uq" on "items" is violated: 2 rows have the same ("size") as another row. For example, the row with "id" = 2 has "size" = 2.',
      'Find them: select "id", "size" from (select "items".*, count(*) over (partition by "size") as "rows_alike" from "items" where ("size" > 1) and "size" is not null) as "items" where "rows_alike" > 1 order by "size", "id";',
      'Change or delete them before it, in the same migration; a delete is declared with this.loses({ table, rows }).',
    ],
  },
  'a check': {
    sql: `alter table "items" add constraint "ck_items_size" check ("size" < 2)`,
    message: [
      'ROWS_REFUSED: M1 stopped: check "ck_items_size" on "items" is violated by 2 rows: ("size" < 2) is false. For example, the row with "id" = 2.',
      'Find them: select * from "items" where not ("size" < 2);',
      'Change these rows before it, in the same migration, or widen the check.',
    ],
  },
};

describeDatabases('A statement that rows refuse', (database) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await database.open(await database.create('empty'));
  });

  test.each(Object.entries(REFUSED))('%s', async (_name, { sql, setup = [], message }) => {
    expect(await refuse(orm, database.dialect, [...SETUP, ...setup], sql)).toBe(message.join('\n'));
  });
});
