import { beforeAll, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { deleteTodo } from '../../../src/domain/todo/delete-todo.ts';
import { restoreTodo } from '../../../src/domain/todo/restore-todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import { addList, addTags, created, drop, type TestWriter, tagsOf, writerOf } from '../../support/writers.ts';

describeDatabases('restoreTodo', (database) => {
  let writer: TestWriter;
  let other: TestWriter;
  beforeAll(async () => {
    const { em } = await database.open();
    writer = writerOf(em);
    other = writerOf(em, { id: 'somebody else' });
  });

  test('brings a todo back to its place, its list and its tags', async () => {
    const [listId, tagIds] = [await addList(writer), await addTags(writer, 2)];
    const before = await created(writer, { listId, tagIds });
    const { id } = before;
    await deleteTodo(writer, { id });
    const { result } = await restoreTodo(writer, id);
    expect(result).toEqual({ ...before, version: 3, updatedAt: result?.updatedAt });
    expect(await tagsOf(writer, id)).toEqual([...tagIds].sort());
    expect(writer.events.at(-1)).toMatchObject({ kind: 'RESTORED', todo: result, previousListId: listId });
  });

  test('brings it into the inbox where its list is deleted, and says where it was', async () => {
    const listId = await addList(writer);
    const { id } = await created(writer, { listId });
    await deleteTodo(writer, { id });
    await drop(writer, { lists: [listId] });
    const { result } = await restoreTodo(writer, id);
    expect(result).toMatchObject({ id, list: null, deletedAt: null });
    expect(writer.events.at(-1)).toMatchObject({ kind: 'RESTORED', previousListId: listId });
  });

  test('leaves one that is there as it is', async () => {
    const todo = await created(writer);
    const before = writer.events.length;
    expect(await restoreTodo(writer, todo.id)).toEqual({ result: todo });
    expect(writer.events).toHaveLength(before);
  });

  test('finds nothing that never was, or is of somebody else', async () => {
    const { id } = await created(other);
    await deleteTodo(other, { id });
    for (const nobody of [v4(), id]) {
      const { problems } = await restoreTodo(writer, nobody);
      expect(problems).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
  });

  test('of ten that restore and ten that delete it at once, each leaves it there or not', async () => {
    const { id, version } = await created(writer);
    const before = writer.events.length;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? deleteTodo(writer, { id }) : restoreTodo(writer, id),
      ),
    );
    const kinds = writer.events.slice(before).map(({ kind }) => kind);
    // One after the other: each restores what the one before deleted.
    expect(kinds.toSorted()).toEqual(
      kinds.map((_, index) => (index % 2 === 0 ? 'DELETED' : 'RESTORED')).toSorted(),
    );
    const { result } = await restoreTodo(writer, id);
    expect(result?.version).toBe(version + kinds.length + (kinds.length % 2));
  });
});
