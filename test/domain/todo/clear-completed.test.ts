import { beforeEach, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { rowMapOf } from '../../../src/database/row-map.ts';
import { insertRows } from '../../../src/database/write.ts';
import { clearCompleted } from '../../../src/domain/todo/clear-completed.ts';
import { Todo } from '../../../src/entities/todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import { aTodo } from '../../support/things.ts';
import { addList, created, drop, everything, type TestWriter, writerOf } from '../../support/writers.ts';

describeDatabases('clearCompleted', (database) => {
  let writer: TestWriter;
  let other: TestWriter;
  beforeEach(async () => {
    const { em } = await database.open();
    writer = writerOf(em);
    other = writerOf(em, { id: 'somebody else' });
  });

  test('deletes what is done in one list, in the inbox, or everywhere, and nothing else', async () => {
    const listId = await addList(writer);
    const isDone = true;
    const inList = await created(writer, { listId, isDone });
    const inInbox = await created(writer, { isDone });
    const another = await created(writer, { listId: await addList(writer), isDone });
    const kept = [await created(writer), await created(writer, { listId }), await created(other, { isDone })];
    const before = writer.events.length;
    for (const [where, { id }] of [
      [listId, inList],
      [null, inInbox],
      [undefined, another],
    ] as const) {
      expect(await clearCompleted(writer, where)).toEqual({ result: { deletedIds: [id], hasMore: false } });
    }
    expect(await clearCompleted(writer, undefined)).toEqual({ result: { deletedIds: [], hasMore: false } });
    const left = (await everything(writer)).filter(({ deletedAt }) => deletedAt === null);
    expect(left).toEqual(kept);
    expect(writer.events.slice(before)).toMatchObject([
      { kind: 'DELETED', todo: { id: inList.id, version: 2 }, previousListId: listId },
      { kind: 'DELETED', todo: { id: inInbox.id, version: 2 }, previousListId: null },
      { kind: 'DELETED', todo: { id: another.id, version: 2 }, previousListId: another.list },
    ]);
  });

  test('deletes a thousand at once, and says that there are more', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => aTodo({ completedAt: new Date(index) }));
    await insertRows(writer.em, rowMapOf(writer.em, Todo), rows);
    const { result: first } = await clearCompleted(writer, undefined);
    expect([first?.deletedIds.length, first?.hasMore]).toEqual([1000, true]);
    expect(await clearCompleted(writer, undefined)).toEqual({
      // The last to be done goes last.
      result: { deletedIds: [rows.at(-1)?.id], hasMore: false },
    });
  });

  test('of two at once, deletes each todo once', async () => {
    const rows = Array.from({ length: 50 }, () => aTodo({ completedAt: new Date() }));
    await insertRows(writer.em, rowMapOf(writer.em, Todo), rows);
    const both = await Promise.all([1, 2, 3].map(() => clearCompleted(writer, undefined)));
    const deleted = both.flatMap(({ result }) => result?.deletedIds ?? []);
    expect(deleted.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    expect((await everything(writer)).map(({ version }) => version)).toEqual(Array(50).fill(2));
  });

  test('finds no list that is not there', async () => {
    const gone = await addList(writer);
    await drop(writer, { lists: [gone] });
    for (const listId of [v4(), gone, await addList(other)]) {
      const { problems } = await clearCompleted(writer, listId);
      expect(problems).toMatchObject([{ code: 'NOT_FOUND', field: ['listId'] }]);
    }
  });
});
