import { expect, test } from '@jest/globals';
import { compareRows, readRows, unchangedColumns } from '../../../../src/migrator/verify/rows/index.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { liveTables } from '../live-tables.ts';

describeDatabases('Rows read back', (database) => {
  const isSqlite = database.dialect === 'sqlite';

  async function items() {
    const live = await liveTables(
      database,
      'create table "items" (id integer not null primary key, big bigint null, t text null, f double precision null)',
      'create table "bag" (t text null)',
      `insert into "items" values (10, 9007199254740993, 'it''s', 0.1), (9, null, null, null), (-1, -9223372036854775808, '', 1)`,
      `insert into "bag" values ('a'), ('a'), (null)`,
    );
    const read = async () => {
      const schema = await live.schema();
      return live.inPassing((execute) => readRows(execute, database.dialect, schema));
    };
    return { live, read };
  }

  test('lose nothing, and come by their key', async () => {
    const { read } = await items();
    const [bag, rows] = await read();
    expect(bag?.rows).toEqual(isSqlite ? [["'a'"], ["'a'"], [null]] : [['a'], ['a'], [null]]);
    expect(rows?.rows).toEqual([
      ['-1', '-9223372036854775808', isSqlite ? "''" : '', isSqlite ? '1.0' : '1'],
      ['10', '9007199254740993', isSqlite ? "'it''s'" : "it's", '0.1'],
      ['9', null, null, null],
    ]);
  });

  test('are alike where nothing was touched, whatever column was added', async () => {
    const { live, read } = await items();
    const before = await read();
    await live.run('alter table "items" add column more integer null', 'create table other (id integer)');
    expect(compareRows(before, await read())).toEqual([]);
  });

  test('differ by table, column and key, with the value before and after', async () => {
    const { live, read } = await items();
    const before = await read();
    const long = 'x'.repeat(500);
    await live.run(
      `update "items" set t = '${long}', big = 9007199254740992 where id = 10`,
      'delete from "items" where id = 9',
      'insert into "items" (id) values (11)',
      `update "bag" set t = 'b' where t is null`,
    );
    const quoted = (text: string) => (isSqlite ? `'${text}'` : text);
    expect(compareRows(before, await read())).toEqual([
      'The row with "t" = null of "bag" is gone.',
      `The row with "t" = ${quoted('b')} of "bag" was not there before.`,
      'The row with "id" = 9 of "items" is gone.',
      'The row with "id" = 11 of "items" was not there before.',
      '"items"."big" in the row with "id" = 10 of "items" was 9007199254740993 and is 9007199254740992.',
      `"items"."t" in the row with "id" = 10 of "items" was ${isSqlite ? "'it''s'" : "it's"} and is ${
        isSqlite ? `'${'x'.repeat(59)}… (502 characters)` : `${'x'.repeat(60)}… (500 characters)`
      }.`,
    ]);
  });

  test('are compared in the columns that are the same in both schemas', async () => {
    const { live, read } = await items();
    const [before, schema] = [await read(), await live.schema()];
    await live.run(
      `update "items" set big = 1, t = 'new' where id = 10`,
      'alter table "items" rename column t to note',
    );
    const columns = unchangedColumns(schema, await live.schema());
    expect(columns('items')).toEqual(['id', 'big', 'f']);
    expect(compareRows(before, await read(), { columns: () => ['id', 'f'] })).toEqual([]);
    expect(compareRows(before, await read(), { columns })).toEqual([
      '"items"."big" in the row with "id" = 10 of "items" was 9007199254740993 and is 1.',
    ]);
  });

  test('are counted where many differ', async () => {
    const { live, read } = await items();
    const before = await read();
    await live.run('delete from "bag"', 'update "items" set f = 7');
    expect(compareRows(before, await read()).slice(0, 3)).toHaveLength(3);
    await live.run('insert into "items" (id) values (21), (22), (23), (24), (25)');
    expect(compareRows(before, await read()).at(3 + 3)).toBe('2 more rows of "items" are new.');
  });
});
