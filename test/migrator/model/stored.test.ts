import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import { describeDatabases } from '../../support/databases.ts';

/** What a template literal, a comment and an SQL string each take for something else. */
const ODD = ["it's `a` $", `{b} \\ \\n \r\n 'x' "y" */ ; -- end`].join('');

const Note = defineEntity({
  name: 'Note',
  tableName: 'notes',
  properties: {
    id: p.integer().primary(),
    odd: p.text().default(ODD),
    short: p.string().length(3).default('abc'),
    rank: p.enum([1, 2]).default(1),
    done: p.boolean().default(false),
    data: p.json<unknown>().default(`{"a":"it's"}`),
    day: p.date().default('2026-01-31'),
    at: p.datetime(3).defaultRaw('current_timestamp'),
  },
});

describeDatabases('A row of a table that migration:create made', (database) => {
  const open = async () => {
    const path = await mkdtemp(join(process.env.TODO_TEST_FOLDER ?? '', 'stored-'));
    const orm = await database.open(await database.create('empty'), {
      entities: [Note],
      migrations: { path, snapshotOnMigrate: false, silent: true },
    });
    await orm.migrator.create();
    await orm.migrator.up();
    return orm;
  };
  const insert = (values: string) => `insert into notes ${values}`;

  test('has the defaults of the entity, byte by byte', async () => {
    const orm = await open();
    await orm.em.getConnection().execute(insert('default values'));
    expect(await orm.em.fork().findOneOrFail(Note, { id: 1 })).toMatchObject({
      odd: ODD,
      short: 'abc',
      rank: 1,
      done: false,
      data: { a: "it's" },
      day: '2026-01-31',
    });
  });

  test('has one kind of time, whether the database or the application wrote it', async () => {
    const orm = await open();
    const em = orm.em.fork();
    const times: Date[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await orm.em.getConnection().execute(insert('default values'));
      await new Promise((resolve) => setTimeout(resolve, 3));
      em.create(Note, { at: new Date() } as never);
      await em.flush();
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    for (const { at } of await orm.em.fork().find(Note, {}, { orderBy: { id: 'asc' } })) {
      times.push(at);
    }
    const sorted = await orm.em.fork().find(Note, {}, { orderBy: { at: 'asc' } });
    expect(sorted.map(({ at }) => at)).toEqual(times);
    expect(times.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(times);
    for (const at of times) {
      expect(await orm.em.fork().count(Note, { at })).toBe(1);
    }
  });

  test.each([
    ['a text longer than its length', "(short) values ('abcd')"],
    ['a number that its enum does not have', '(rank) values (3)'],
  ])('cannot have %s', async (_what, values) => {
    const orm = await open();
    await expect(orm.em.getConnection().execute(insert(values))).rejects.toThrow();
    await orm.em.getConnection().execute(insert("(short, rank) values ('🎉🎉🎉', 2)"));
    expect(await orm.em.fork().count(Note)).toBe(1);
  });
});
