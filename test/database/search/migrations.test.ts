import { expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import type { Orm } from '../../../src/database/orm.ts';
import { searchCondition, searchWords } from '../../../src/database/search/index.ts';
import { run } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql-template.ts';
import { LOCAL_OWNER } from '../../../src/entities/owner.ts';
import { DualMigration, dualMigrator } from '../../../src/migrator/index.ts';
import { describeDatabases } from '../../support/databases.ts';

const FIRST = 'Migration20261125222118_search_todos';
const LAST = 'Migration20261126052906_drop_search_of_everybody';

describeDatabases('the migrations of search', (database) => {
  const insert = (orm: Orm, title: string) =>
    orm.em.execute(
      `insert into "todos" ("id", "title", "description", "created_at", "updated_at") values ('${v7()}', '${title}', 'ёлка', ${database.dialect === 'sqlite' ? '1, 1' : 'now(), now()'})`,
    );

  const found = async (orm: Orm, typed: string) => {
    const condition = searchCondition({
      words: searchWords(typed),
      ownerId: LOCAL_OWNER,
      dialect: database.dialect,
    });
    const rows = await run(orm.em, sql`select "title" from "todos" where ${condition} order by "title"`);
    return rows.map(({ title }) => title);
  };

  test('find what was written before them, and leave todos writable when they are taken back', async () => {
    const orm = await database.open(await database.create('empty'), {
      migrations: { path: 'migrations', silent: true },
    });
    const names = (await orm.migrator.getPending()).map(({ name }) => name);
    const before = names[names.indexOf(FIRST) - 1] ?? '';
    await orm.migrator.up({ to: before });
    await insert(orm, 'Café');
    await orm.migrator.up({ to: LAST });
    expect(await found(orm, 'cafe елка')).toEqual(['Café']);
    await orm.migrator.down({ to: before });
    await insert(orm, 'Ünlü');
    await orm.em.execute(`delete from "todos" where "title" = 'Café'`);
    await orm.migrator.up({ to: LAST });
    expect(await found(orm, 'елка')).toEqual(['Ünlü']);
  });
});

describeDatabases(
  'the search index',
  (database) => {
    test('stays right when todos is rebuilt, and after it', async () => {
      const location = await database.create();
      const rebuild = class extends DualMigration {
        override name = 'Migration_rebuild';

        override up() {
          this.rebuildSqlite(
            'todos',
            `alter column "description" set default 'none'`,
            'add column "rebuilt" integer not null default 1',
          );
        }
      };
      const orm = await database.open(location, {
        extensions: [dualMigrator({ report: () => {}, keepBackups: 0 })],
        migrations: { migrationsList: [rebuild], tableName: 'another_history', snapshot: false },
      });
      const values = `values ('${v7()}', 'one', '1'), ('${v7()}', 'two', '2'), ('${v7()}', 'three', '3')`;
      await orm.em.execute(`insert into "todos" ("id", "title", "position") ${values}`);
      await orm.em.execute(`delete from "todos" where "title" = 'one'`);
      await orm.migrator.up();
      await orm.em.execute('vacuum');
      const find = async (typed: string) => {
        const condition = searchCondition({
          words: searchWords(typed),
          ownerId: LOCAL_OWNER,
          dialect: 'sqlite',
        });
        const rows = await run(orm.em, sql`select "title" from "todos" where ${condition} order by "title"`);
        return rows.map(({ title }) => title);
      };
      expect([await find('one'), await find('two'), await find('three')]).toEqual([[], ['two'], ['three']]);
      await orm.em.execute(`update "todos" set "title" = 'four' where "title" = 'two'`);
      await orm.em.execute(`delete from "todos" where "title" = 'three'`);
      expect([await find('two'), await find('three'), await find('four')]).toEqual([[], [], ['four']]);
      await orm.em.execute(`insert into "todo_search" ("todo_search", "rank") values ('integrity-check', 1)`);
      expect(await orm.em.execute('select count(*) as "n" from "todo_search"')).toEqual([{ n: 1 }]);
    });

    test('forgets a todo that another one replaces', async () => {
      const orm = await database.open();
      const replace = (title: string) =>
        `insert or replace into "todos" ("id", "title", "position") values ('a', '${title}', 'a')`;
      await orm.em.execute(replace('one'));
      await orm.em.execute(replace('two'));
      expect(await orm.em.execute('select "title" from "todo_search"')).toEqual([{ title: 'two' }]);
      expect(await orm.em.execute('select "todo_id" from "todo_search_keys"')).toEqual([{ todo_id: 'a' }]);
    });
  },
  'sqlite',
);
