import { describe, expect, test } from '@jest/globals';
import { createLiveDatabase } from '../live-database.ts';

describe('a rebuild of a table that others refer to', () => {
  test.each(['cascade', 'set null', 'set default', 'restrict', 'no action'])(
    'leaves the rows of its children alone: on delete %s',
    async (action) => {
      const database = await createLiveDatabase(
        'create table parents (id integer primary key, name text)',
        `create table children (id integer primary key, parent_id integer default 1 references parents on delete ${action} on update cascade)`,
        `insert into parents values (1, 'a'), (2, 'b')`,
        'insert into children values (1, 1), (2, 2), (3, null)',
      );
      const before = await database.run('select * from children');
      await database.rebuild(
        'parents',
        'alter column "name" set not null',
        'add column "rank" integer default 0',
      );
      expect(await database.run('select * from children')).toEqual(before);
      expect((await database.schema())['table children']).toContain('references parents on delete');
      await expect(database.run('insert into children values (9, 9)')).rejects.toThrow('FOREIGN KEY');
    },
  );

  test('keeps self references and circular references, several tables in one transaction', async () => {
    const database = await createLiveDatabase(
      'create table a (id integer primary key, parent_id integer references a (id) on delete cascade, b_id integer references b (id) on delete cascade)',
      'create table b (id integer primary key, a_id integer references a (id) on delete set null)',
      'pragma foreign_keys = off',
      'insert into a values (1, null, 1), (2, 1, 2), (3, 3, 1)',
      'insert into b values (1, 1), (2, null)',
      'pragma foreign_keys = on',
    );
    const rows = async () => [
      await database.run('select id, parent_id, b_id from a'),
      await database.run('select id, a_id from b'),
    ];
    const before = await rows();
    await database.run('pragma foreign_keys = off', 'begin');
    await database.rebuildInside('a', 'add column "n" integer not null default 1');
    await database.rebuildInside(
      'b',
      'add column "n" integer not null default 1',
      'alter column "a_id" set default 1',
    );
    await database.rebuildInside('a', 'drop column "n"', 'alter column "b_id" type bigint');
    expect(await database.run('pragma foreign_key_check')).toEqual([]);
    await database.run('commit', 'pragma foreign_keys = on');
    expect(await rows()).toEqual(before);
    await database.run('delete from a where id = 1');
    expect(await rows()).toEqual([
      [{ id: 3, parent_id: 3, b_id: 1 }],
      [
        { id: 1, a_id: null },
        { id: 2, a_id: null },
      ],
    ]);
  });

  test('adds and drops foreign keys, to itself too', async () => {
    const database = await createLiveDatabase(
      'create table parents (id integer primary key)',
      'create table t (id integer primary key, parent_id integer, up integer constraint fk_up references t)',
      'insert into parents values (1)',
      'insert into t values (1, 1, 1), (2, null, 1)',
    );
    await database.rebuild(
      't',
      'add constraint "fk_parent" foreign key ("parent_id") references "parents" ("id") on delete cascade',
      'drop constraint "fk_up"',
    );
    expect((await database.introspect()).tables.find(({ name }) => name === 't')?.foreignKeys).toEqual([
      {
        name: 'fk_parent',
        columns: ['parent_id'],
        referencedTable: 'parents',
        referencedColumns: ['id'],
        onDelete: 'cascade',
      },
    ]);
    await database.run('delete from parents');
    expect(await database.run('select id from t')).toEqual([{ id: 2 }]);
  });

  test('carries a foreign key to a table that comes later in the migration', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, later_id integer)',
      'insert into t values (1, 1)',
    );
    await database.run('pragma foreign_keys = off', 'begin');
    await database.rebuildInside(
      't',
      'add constraint "fk" foreign key ("later_id") references "later" ("id")',
    );
    await database.run('create table later (id integer primary key)', 'insert into later values (1)');
    expect(await database.run('pragma foreign_key_check')).toEqual([]);
    await database.run('commit');
  });
});
