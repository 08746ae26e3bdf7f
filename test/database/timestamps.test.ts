import { expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import { rowMapOf } from '../../src/database/row-map.ts';
import { readRows } from '../../src/database/rows.ts';
import { ofEverybody } from '../../src/database/scope.ts';
import { allOf, compare, run } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';
import { Todo } from '../../src/entities/todo.ts';
import { describeDatabases } from '../support/databases.ts';
import { aTodo } from '../support/things.ts';

/** Lets the clock show another millisecond. */
const nextMillisecond = () => new Promise((resolve) => setTimeout(resolve, 3));

/** Three ways in which rows come into being: the time is the database's, the ORM's, or the read path's. */
const WRITERS: ((em: SqlEntityManager, id: string) => Promise<unknown>)[] = [
  (em, id) => run(em, sql`insert into todos (id, title, position) values (${id}, 'x', ${id})`),
  (em, id) => em.insert(Todo, aTodo({ id, createdAt: new Date(), updatedAt: new Date() })),
  (em, id) => {
    const { write } = rowMapOf(em, Todo).column('createdAt');
    return run(
      em,
      sql`insert into todos (id, title, position, created_at) values (${id}, 'x', ${id}, ${write(new Date())})`,
    );
  },
];

describeDatabases('moments', (database) => {
  test('rows written by the database, the ORM and the application in turn come back in order', async () => {
    const { em } = await database.open();
    const ids: string[] = [];
    for (let round = 0; round < 4; round++) {
      for (const write of WRITERS) {
        const id = v7();
        ids.push(id);
        await write(em, id);
        await nextMillisecond();
      }
    }
    const rows = await run(em, sql`select id from todos order by created_at`);
    expect(rows.map(({ id }) => id)).toEqual(ids);
    const entities = await em.fork().find(Todo, {}, { orderBy: { createdAt: 'asc' } });
    expect(entities.map(({ id }) => id)).toEqual(ids);
  });

  test('a row is found by the value it was read with, whoever wrote it', async () => {
    const { em } = await database.open();
    const rowMap = rowMapOf(em, Todo);
    for (const write of WRITERS) {
      const id = v7();
      await write(em, id);
      const [row] = await readRows(
        em,
        rowMap,
        ['id', 'createdAt'],
        ofEverybody(compare(rowMap.column('id'), 'eq', id)),
      );
      const createdAt = row?.createdAt;
      const [again] = await readRows(
        em,
        rowMap,
        ['id'],
        ofEverybody(
          allOf([
            compare(rowMap.column('createdAt'), 'eq', createdAt),
            compare(rowMap.column('id'), 'eq', id),
          ]),
        ),
      );
      expect(again?.id).toBe(id);
      expect((await em.fork().findOne(Todo, { id, createdAt }))?.id).toBe(id);
      await nextMillisecond();
    }
  });

  test('the read path and the ORM read the same moment', async () => {
    const { em } = await database.open();
    const rowMap = rowMapOf(em, Todo);
    for (const createdAt of [
      '1970-01-01T00:00:00.000Z',
      '2026-11-23T12:34:56.789Z',
      '9999-12-31T23:59:59.999Z',
    ]) {
      const id = v7();
      await em.insert(Todo, aTodo({ id, createdAt: new Date(createdAt), updatedAt: new Date(createdAt) }));
      const [row] = await readRows(
        em,
        rowMap,
        ['createdAt'],
        ofEverybody(compare(rowMap.column('id'), 'eq', id)),
      );
      expect(row?.createdAt.toISOString()).toBe(createdAt);
      expect((await em.fork().findOneOrFail(Todo, id)).createdAt.toISOString()).toBe(createdAt);
    }
  });

  test('the session time zone of the database changes nothing', async () => {
    const { em } = await database.open(undefined, { pool: { min: 1, max: 1 } });
    if (database.dialect === 'postgresql') {
      await em.execute(`set time zone 'Asia/Kathmandu'`);
    }
    const rowMap = rowMapOf(em, Todo);
    const createdAt = new Date('2026-11-23T12:34:56.789Z');
    await em.insert(Todo, aTodo({ createdAt, updatedAt: createdAt }));
    const found = await readRows(
      em,
      rowMap,
      ['createdAt'],
      ofEverybody(compare(rowMap.column('createdAt'), 'eq', createdAt)),
    );
    expect(found.map((row) => row.createdAt)).toEqual([createdAt]);
  });
});
