import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import type { CheckResult } from '../../../src/migrator/check/index.ts';
import type { DualMigrator } from '../../../src/migrator/index.ts';
import type { TestDatabase } from '../../support/databases.ts';

type Location = Awaited<ReturnType<TestDatabase['create']>>;

/** A list, and items in it: every kind of thing that a schema may hold. `more` are further properties of an item. */
export function shop(more: Record<string, unknown> = {}): EntitySchema[] {
  const list = defineEntity({
    name: 'List',
    tableName: 'lists',
    properties: { id: p.integer().primary(), name: p.string().length(20) },
  });
  const item = defineEntity({
    name: 'Item',
    tableName: 'items',
    properties: {
      id: p.integer().primary(),
      title: p.string().length(50).index(),
      code: p.string().length(10).nullable().unique(),
      size: p.integer().default(1),
      madeAt: p.datetime(3).defaultRaw('current_timestamp'),
      list: () => p.manyToOne(list).deleteRule('cascade').nullable(),
      ...more,
    },
    checks: [{ name: 'ck_items_size', expression: `"size" > 0` }],
  } as never);
  return [list, item] as unknown as EntitySchema[];
}

/** A folder of migrations with a database. */
export interface CheckedProject {
  folder: string;
  location: Location;
  /** Makes a migration for `entities`. Gives its name. */
  create(entities: EntitySchema[], name?: string): Promise<string>;
  up(to?: string): Promise<void>;
  execute(...statements: string[]): Promise<void>;
  check(entities: EntitySchema[]): Promise<CheckResult>;
  /** The same database with a copy of the folder, in which `edit` changes texts: a file is imported once per path. */
  copy(edit?: (text: string, file: string) => string | undefined): Promise<CheckedProject>;
}

/** A project on `location`, in a new folder unless one is given. */
export async function checkedProject(location: Location, folder?: string): Promise<CheckedProject> {
  const home = folder ?? (await mkdtemp(join(process.env.TODO_TEST_FOLDER ?? '', 'checked-')));
  const within = async <T>(entities: EntitySchema[], work: (orm: Orm) => Promise<T>): Promise<T> => {
    const orm = await openOrm(location, {
      entities,
      migrations: { path: home, silent: true },
      logger: () => undefined,
    });
    try {
      return await work(orm);
    } finally {
      await orm.close(true);
    }
  };
  return {
    folder: home,
    location,
    create: (entities, name) =>
      within(entities, async ({ migrator }) =>
        (await migrator.create(undefined, false, false, name)).fileName.replace(/\.ts$/, ''),
      ),
    up: (to) =>
      within(shop(), async ({ migrator }) => void (await migrator.up(to === undefined ? undefined : { to }))),
    execute: (...statements) =>
      within(shop(), async ({ em }) => {
        for (const sql of statements) {
          await em.getConnection().execute(sql);
        }
      }),
    check: (entities) => within(entities, ({ migrator }) => (migrator as unknown as DualMigrator).check()),
    async copy(edit = (text) => text) {
      const other = await mkdtemp(join(process.env.TODO_TEST_FOLDER ?? '', 'checked-'));
      for (const file of await readdir(home)) {
        const text = edit(await readFile(join(home, file), 'utf8'), file);
        if (text === undefined) {
          continue;
        }
        await cp(join(home, file), join(other, file));
        await writeFile(join(other, file), text);
      }
      return checkedProject(location, other);
    },
  };
}
