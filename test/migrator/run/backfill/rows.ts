import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { Backfill } from '../../../../src/migrator/dual-migration.ts';
import { migration } from '../runner.ts';

/**
 * Rows to be changed: "n" counts how often each was, "slug" says which are left.
 *
 * @param count How many, with ids from 1.
 */
export function createNotes(count: number): Constructor<Migration> {
  return migration('Migration01_create_notes', (m) => {
    m.both(
      'create table "notes" ("id" integer primary key, "title" varchar(100) null, "slug" varchar(100) null, "n" integer not null default 0)',
    );
    const title = `'Title ' || "i"`;
    m.sqlite(
      `insert into "notes" ("id", "title") with recursive c ("i") as (select 1 union all select "i" + 1 from c where "i" < ${count}) select "i", ${title} from c`,
    );
    m.postgresql(
      `insert into "notes" ("id", "title") select "i", ${title} from generate_series(1, ${count}) as g ("i")`,
    );
  });
}

export const fillSlug: Backfill = {
  table: 'notes',
  set: { slug: `lower("title")`, n: '"n" + 1' },
  where: '"slug" is null',
  batchSize: 10,
  pause: 0,
};

/** A migration with one backfill, outside a transaction. */
export function backfill(changes: Partial<Backfill> = {}, transactional = false): Constructor<Migration> {
  return migration(
    'Migration02_slug',
    (m) => m.backfill({ ...fillSlug, ...changes }),
    () => {},
    { transactional },
  );
}
