import { beforeAll, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { rowMapOf } from '../../../src/database/row-map.ts';
import { ofEverybody } from '../../../src/database/scope.ts';
import { compare } from '../../../src/database/sql.ts';
import { updateStatement, writeRows } from '../../../src/database/write.ts';
import { completeTodo, reopenTodo } from '../../../src/domain/todo/complete-todo.ts';
import { deleteTodo } from '../../../src/domain/todo/delete-todo.ts';
import { updateTodo } from '../../../src/domain/todo/update-todo.ts';
import { Todo } from '../../../src/entities/todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import { created, stored, type TestWriter, writerOf } from '../../support/writers.ts';

const NOT_FOUND = { problems: [expect.objectContaining({ code: 'NOT_FOUND', field: ['id'] })] };

describeDatabases('a todo that is there', (database) => {
  let writer: TestWriter;
  let other: TestWriter;
  beforeAll(async () => {
    const { em } = await database.open();
    writer = writerOf(em);
    other = writerOf(em, { id: 'somebody else' });
  });
  /** What `work` told of. */
  const told = async (work: () => Promise<unknown>) => {
    const before = writer.events.length;
    await work();
    return writer.events.slice(before);
  };

  test('becomes the next version by what changes it, and no other by what does not', async () => {
    const { id } = await created(writer);
    const [event, ...others] = await told(async () => {
      const { result } = await updateTodo(writer, { id }, { title: 'y', priority: 30 });
      expect(result).toMatchObject({ title: 'y', priority: 30, version: 2 });
      for (const same of [{}, { title: ' y ' }, { title: 'y', description: '\n', dueDate: null }]) {
        expect(await updateTodo(writer, { id }, same)).toEqual({ result });
      }
      expect(await stored(writer, id)).toEqual(result);
    });
    expect(event).toMatchObject({ kind: 'UPDATED', todo: { version: 2 }, previousListId: null });
    expect(others).toEqual([]);
  });

  test('is completed once, and reopened once', async () => {
    const { id } = await created(writer);
    const events = await told(async () => {
      const { result: done } = await completeTodo(writer, { id });
      expect(done).toMatchObject({ completedAt: done?.updatedAt, version: 2 });
      expect(await completeTodo(writer, { id })).toEqual({ result: done });
      expect(await updateTodo(writer, { id }, { isDone: true })).toEqual({ result: done });
      const { result: open } = await reopenTodo(writer, { id });
      expect(open).toMatchObject({ completedAt: null, version: 3 });
      expect(await reopenTodo(writer, { id })).toEqual({ result: open });
    });
    expect(events.map(({ kind }) => kind)).toEqual(['COMPLETED', 'REOPENED']);
  });

  test('is completed or reopened where an update says so among other things', async () => {
    const { id } = await created(writer);
    const events = await told(async () => {
      await updateTodo(writer, { id }, { title: '1', isDone: true });
      const { result: done } = await updateTodo(writer, { id }, { title: '2', isDone: true });
      expect(done).toMatchObject({ title: '2', version: 3, completedAt: expect.any(Date) });
      await updateTodo(writer, { id }, { title: '3', isDone: false });
      await updateTodo(writer, { id }, { title: '4', isDone: false });
    });
    expect(events.map(({ kind }) => kind)).toEqual(['COMPLETED', 'UPDATED', 'REOPENED', 'UPDATED']);
    expect(events.map(({ todo }) => todo.title)).toEqual(['1', '2', '3', '4']);
  });

  test('is deleted once, and is then not there for any change', async () => {
    const { id } = await created(writer);
    const events = await told(async () => {
      const { result } = await deleteTodo(writer, { id });
      expect(result).toMatchObject({ id, version: 2, deletedAt: result?.updatedAt });
      for (const change of [deleteTodo, completeTodo, reopenTodo]) {
        expect(await change(writer, { id })).toEqual(NOT_FOUND);
        expect(await change(writer, { id, expectedVersion: 2 })).toEqual(NOT_FOUND);
      }
      expect(await updateTodo(writer, { id }, { title: 'y' })).toEqual(NOT_FOUND);
      expect(await updateTodo(writer, { id }, {})).toEqual(NOT_FOUND);
      expect(await stored(writer, id)).toEqual(result);
    });
    expect(events.map(({ kind }) => kind)).toEqual(['DELETED']);
  });

  test('is changed only as the version that is expected, and else shown as it is', async () => {
    const { id } = await created(writer);
    const { result: current } = await updateTodo(writer, { id, expectedVersion: 1 }, { title: 'y' });
    const events = await told(async () => {
      for (const expectedVersion of [1, 3, 0, -1, 2_147_483_647]) {
        const target = { id, expectedVersion };
        for (const outcome of [
          await updateTodo(writer, target, { title: 'z' }),
          // What would change nothing is a conflict too: the client has not seen what is there.
          await updateTodo(writer, target, { title: 'y' }),
          await completeTodo(writer, target),
          await reopenTodo(writer, target),
          await deleteTodo(writer, target),
        ]) {
          const conflict = {
            code: 'CONFLICT',
            field: ['expectedVersion'],
            message: expect.stringContaining(`version is 2, not ${expectedVersion}.`),
          };
          expect(outcome).toEqual({ problems: [conflict], current });
        }
      }
    });
    expect(events).toEqual([]);
    expect((await completeTodo(writer, { id, expectedVersion: 2 })).result?.version).toBe(3);
    expect((await deleteTodo(writer, { id, expectedVersion: 3 })).result?.version).toBe(4);
  });

  test('is there for nobody else', async () => {
    const { id } = await created(other);
    for (const outcome of [
      await updateTodo(writer, { id, expectedVersion: 7 }, { title: 'y' }),
      await completeTodo(writer, { id }),
      await deleteTodo(writer, { id: v4() }),
      await deleteTodo(writer, { id }),
    ]) {
      expect(outcome).toEqual(NOT_FOUND);
    }
  });

  test('is never updated before it was created, even where the clock that created it is ahead', async () => {
    const { id } = await created(writer);
    const createdAt = new Date(Date.now() + 3_600_000);
    await writer.em.nativeUpdate(Todo, { id }, { createdAt });
    const { result } = await updateTodo(writer, { id }, { title: 'y' });
    expect(result?.updatedAt).toEqual(createdAt);
  });

  test('becomes a new version by a statement that sets nothing', async () => {
    const { em } = writer;
    const { id } = await created(writer);
    const rowMap = rowMapOf(em, Todo);
    const where = ofEverybody(compare(rowMap.column('id'), 'eq', id));
    const statement = updateStatement(em, rowMap, { set: {}, where, now: new Date() });
    expect(await writeRows(em, rowMap, statement)).toMatchObject([{ id, version: 2 }]);
  });
});
