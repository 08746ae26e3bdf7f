import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v4 } from 'uuid';
import { rowMapOf } from '../../../src/database/row-map.ts';
import { readRows } from '../../../src/database/rows.ts';
import { deleteList } from '../../../src/domain/list/delete-list.ts';
import { moveList } from '../../../src/domain/list/move-list.ts';
import { isPresent } from '../../../src/domain/owned.ts';
import type { Spot } from '../../../src/domain/place.ts';
import { List } from '../../../src/entities/list.ts';
import { describeDatabases } from '../../support/databases.ts';
import { type TestWriter, writerOf } from '../../support/writers.ts';
import { newList, resultOf } from '../../support/written.ts';

describeDatabases('moveList', (database) => {
  let writer: TestWriter;
  let lists: [a: List, b: List, c: List, d: List];
  let em: SqlEntityManager;
  beforeAll(async () => {
    em = (await database.open()).em;
  });
  beforeEach(async () => {
    // An owner for each test: what others own is not in the order.
    writer = writerOf(em, { id: v4() });
    const create = (name: string) => newList(writer, { name });
    lists = [await create('a'), await create('b'), await create('c'), await create('d')];
  });
  const inOrder = async () => {
    const rowMap = rowMapOf(writer.em, List);
    const rows = await readRows(writer.em, rowMap, rowMap.properties, isPresent(rowMap, writer.viewer));
    return rows.sort((one, other) => (one.position < other.position ? -1 : 1));
  };
  const names = async () => (await inOrder()).map(({ name }) => name).join('');

  test.each<[string, number, (ids: string[]) => Spot, string]>([
    ['to the end', 0, () => ({ end: 'END' }), 'bcda'],
    ['to the start', 3, () => ({ end: 'START' }), 'dabc'],
    ['right after another', 0, ([, , c = '']) => ({ side: 'after', id: c }), 'bcad'],
    ['right before another', 3, ([, b = '']) => ({ side: 'before', id: b }), 'adbc'],
    ['right after the last', 0, ([, , , d = '']) => ({ side: 'after', id: d }), 'bcda'],
    ['right before the first', 3, ([a = '']) => ({ side: 'before', id: a }), 'dabc'],
  ])('moves a list %s; nothing else moves', async (_where, which, destination, order) => {
    const before = await inOrder();
    const moved = lists[which] as List;
    const place = destination(lists.map(({ id }) => id));
    const result = await resultOf(moveList(writer, { id: moved.id, expectedVersion: 1 }, place));
    expect(result).toEqual({
      ...moved,
      position: result.position,
      version: 2,
      updatedAt: result.updatedAt,
    });
    expect(await names()).toBe(order);
    expect((await inOrder()).filter(({ id }) => id !== moved.id)).toEqual(
      before.filter(({ id }) => id !== moved.id),
    );
    expect(await resultOf(moveList(writer, { id: moved.id }, place))).toEqual(result);
  });

  test('a list that is there already stays as it is', async () => {
    const [a, b, , d] = lists;
    expect(await moveList(writer, { id: a.id }, { end: 'START' })).toEqual({ result: a });
    expect(await moveList(writer, { id: d.id }, { end: 'END' })).toEqual({ result: d });
    expect(await moveList(writer, { id: b.id }, { side: 'after', id: a.id })).toEqual({ result: b });
    expect(await moveList(writer, { id: a.id }, { side: 'before', id: b.id })).toEqual({ result: a });
  });

  test('says what is not there, and what has changed', async () => {
    const [a, b] = lists;
    await deleteList(writer, { id: b.id });
    const target = { id: a.id };
    expect(await moveList(writer, { id: b.id }, { end: 'END' })).toMatchObject({
      problems: [{ code: 'NOT_FOUND', field: ['id'] }],
    });
    expect(await moveList(writer, target, { side: 'after', id: b.id })).toMatchObject({
      problems: [{ code: 'NOT_FOUND', field: ['afterId'] }],
    });
    expect(await moveList(writer, { ...target, expectedVersion: 7 }, { end: 'END' })).toMatchObject({
      problems: [{ code: 'CONFLICT', field: ['expectedVersion'] }],
      current: a,
    });
    expect(await names()).toBe('acd');
  });

  test('20 that move into one gap at once all succeed, each to a place of its own', async () => {
    const others = await Promise.all(Array.from({ length: 20 }, () => newList(writer)));
    const [a, b] = lists;
    await Promise.all(
      others.map(({ id }) => resultOf(moveList(writer, { id }, { side: 'after', id: a.id }))),
    );
    const ordered = await inOrder();
    expect(new Set(ordered.map(({ position }) => position)).size).toBe(24);
    expect([ordered[0]?.id, ordered[21]?.id]).toEqual([a.id, b.id]);
  });

  test('moves into one gap until there is no room, and says so', async () => {
    const [a, b, c] = lists;
    // As close as two places can be.
    const position = `${a.position}${'0'.repeat(979)}1`;
    await writer.em.fork().nativeUpdate(List, { id: b.id }, { position });
    expect(await moveList(writer, { id: c.id }, { side: 'after', id: a.id })).toMatchObject({
      problems: [{ code: 'CONFLICT', field: ['afterId'], message: expect.stringContaining('no room') }],
      current: c,
    });
  });
});
