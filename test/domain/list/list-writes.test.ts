import { beforeAll, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { rowMapOf } from '../../../src/database/row-map.ts';
import { createList } from '../../../src/domain/list/create-list.ts';
import { deleteList } from '../../../src/domain/list/delete-list.ts';
import { restoreList } from '../../../src/domain/list/restore-list.ts';
import { updateList } from '../../../src/domain/list/update-list.ts';
import { readOwned } from '../../../src/domain/owned.ts';
import { createTodo } from '../../../src/domain/todo/create-todo.ts';
import { deleteTodo } from '../../../src/domain/todo/delete-todo.ts';
import { List } from '../../../src/entities/list.ts';
import { describeDatabases } from '../../support/databases.ts';
import { created, stored, type TestWriter, writerOf } from '../../support/writers.ts';
import { newList, resultOf } from '../../support/written.ts';

const NOBODY = '01a2086e-d5be-76d7-b571-f0961e560d3f';

describeDatabases('the writes of lists', (database) => {
  let writer: TestWriter;
  let other: TestWriter;
  beforeAll(async () => {
    const { em } = await database.open();
    writer = writerOf(em);
    other = writerOf(em, { id: 'somebody else' });
  });
  const read = (id: string) => readOwned(writer, rowMapOf(writer.em, List), id);
  const codes = (outcome: { problems?: { code: string; field: string[] }[] }) =>
    outcome.problems?.map(({ code, field }) => [code, ...field]);

  test('createList trims the name and fills in what was not said', async () => {
    const list = await newList(writer, { name: ' Home\u2003' });
    expect(list).toEqual({
      id: expect.any(String),
      ownerId: 'local',
      name: 'Home',
      color: 'GREY',
      isArchived: false,
      position: expect.stringMatching(/^\d{15}\w{5}$/),
      creationDigest: null,
      version: 1,
      createdAt: expect.any(Date),
      updatedAt: list.createdAt,
      deletedAt: null,
    });
    expect(await read(list.id)).toEqual(list);
  });

  test('createList puts each list after the others', async () => {
    const lists = [await newList(writer), await newList(writer), await newList(writer)];
    const positions = lists.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted());
  });

  test.each([
    ['', [['BLANK', 'name']]],
    [' \u00a0\ufeff', [['BLANK', 'name']]],
    ['x'.repeat(101), [['TOO_LONG', 'name']]],
    ['😀'.repeat(101), [['TOO_LONG', 'name']]],
    ['a\0b', [['INVALID_CHARACTER', 'name']]],
    ['a\ud83d', [['INVALID_CHARACTER', 'name']]],
  ])(
    'createList and updateList say what is wrong with the name %j, and write nothing',
    async (name, problems) => {
      const list = await newList(writer);
      expect(codes(await createList(writer, { name }))).toEqual(problems);
      expect(codes(await updateList(writer, { id: list.id }, { name, isArchived: true }))).toEqual(problems);
      expect(await read(list.id)).toEqual(list);
    },
  );

  test('a name of 100 emoji is stored as it is', async () => {
    const name = '😀'.repeat(100);
    expect(await newList(writer, { name })).toMatchObject({ name });
  });

  test('the same id and content again return the list that is there; other content is a conflict', async () => {
    const id = v4();
    const list = await newList(writer, { id, name: 'Home', color: 'RED' });
    const again = await createList(writer, { id, name: ' Home ', color: 'RED' });
    expect(again).toEqual({ result: list });
    const conflict = await createList(writer, { id, name: 'Home', color: 'BLUE' });
    expect(codes(conflict)).toEqual([['CONFLICT', 'id']]);
    expect(conflict.current).toEqual(list);
  });

  test('the same id of two owners is two lists, and neither learns of the other', async () => {
    const input = { id: v4(), name: 'Home' };
    const [mine, theirs] = [await newList(writer, input), await newList(other, { ...input, name: 'Theirs' })];
    expect(theirs.id).not.toBe(mine.id);
    expect([mine.id, theirs.id]).not.toContain(input.id);
    expect((await createList(writer, input)).result).toEqual(mine);
  });

  test('of 10 that create the same list at once, all get the one', async () => {
    const id = v4();
    const lists = await Promise.all(Array.from({ length: 10 }, () => newList(writer, { id, name: 'Home' })));
    expect(new Set(lists.map(({ position }) => position)).size).toBe(1);
  });

  test('updateList changes what is given, leaves the rest, and counts a version', async () => {
    const list = await newList(writer);
    const changed = await updateList(writer, { id: list.id, expectedVersion: 1 }, { isArchived: true });
    expect(changed.result).toEqual({
      ...list,
      isArchived: true,
      version: 2,
      updatedAt: changed.result?.updatedAt,
    });
    const again = await updateList(writer, { id: list.id }, { name: 'Work', color: 'RED' });
    expect(again.result).toMatchObject({ name: 'Work', color: 'RED', isArchived: true, version: 3 });
    expect(await read(list.id)).toEqual(again.result);
  });

  test('an update that changes nothing makes no new version', async () => {
    const list = await newList(writer, { name: 'Home' });
    expect(await updateList(writer, { id: list.id }, {})).toEqual({ result: list });
    expect(await updateList(writer, { id: list.id }, { name: ' Home ', isArchived: false })).toEqual({
      result: list,
    });
  });

  test('null is refused where there is always something', async () => {
    const list = await newList(writer);
    expect(
      codes(await updateList(writer, { id: list.id }, { name: null, color: null, isArchived: null })),
    ).toEqual([
      ['REQUIRED', 'name'],
      ['REQUIRED', 'color'],
      ['REQUIRED', 'isArchived'],
    ]);
  });

  test('another version than expected is a conflict that shows the list', async () => {
    const list = await newList(writer);
    const target = { id: list.id, expectedVersion: 2 };
    for (const outcome of [
      await updateList(writer, target, { name: 'y' }),
      await deleteList(writer, target),
    ]) {
      expect(codes(outcome)).toEqual([['CONFLICT', 'expectedVersion']]);
      expect(outcome.current).toEqual(list);
    }
    expect(await read(list.id)).toEqual(list);
  });

  test('what is not there, deleted, or of somebody else is not found', async () => {
    const [deleted, foreign] = [await newList(writer), await newList(other)];
    await deleteList(writer, { id: deleted.id });
    for (const id of [NOBODY, deleted.id, foreign.id]) {
      expect(codes(await updateList(writer, { id }, { name: 'y' }))).toEqual([['NOT_FOUND', 'id']]);
      expect(codes(await deleteList(writer, { id }))).toEqual([['NOT_FOUND', 'id']]);
    }
    for (const id of [NOBODY, foreign.id]) {
      expect(codes(await restoreList(writer, id))).toEqual([['NOT_FOUND', 'id']]);
    }
    expect(await readOwned(other, rowMapOf(other.em, List), foreign.id)).toEqual(foreign);
  });

  test('deleteList deletes the todos in it that are there, with the same moment, and tells of each', async () => {
    const { id: listId } = await newList(writer);
    const [before, one, two] = [
      await created(writer, { listId }),
      await created(writer, { listId }),
      await created(writer, { listId }),
    ];
    const [elsewhere, inbox] = [
      await created(writer, { listId: (await newList(writer)).id }),
      await created(writer),
    ];
    const deletedBefore = await resultOf(deleteTodo(writer, { id: before.id }));
    // Else it might be the same millisecond.
    await new Promise((resolve) => setTimeout(resolve, 5));
    writer.events.length = 0;

    const list = await resultOf(deleteList(writer, { id: listId, expectedVersion: 1 }));
    expect(list).toMatchObject({ id: listId, version: 2, deletedAt: expect.any(Date) });
    for (const todo of [one, two]) {
      const gone = { ...todo, version: 2, deletedAt: list.deletedAt, updatedAt: list.updatedAt };
      expect(await stored(writer, todo.id)).toEqual(gone);
      expect(writer.events).toContainEqual({
        kind: 'DELETED',
        ownerId: 'local',
        todo: gone,
        previousListId: listId,
      });
    }
    expect(writer.events).toHaveLength(2);
    for (const todo of [deletedBefore, elsewhere, inbox]) {
      expect(await stored(writer, todo.id)).toEqual(todo);
    }

    writer.events.length = 0;
    const back = await resultOf(restoreList(writer, listId));
    expect(back).toEqual({ ...list, deletedAt: null, version: 3, updatedAt: back.updatedAt });
    for (const todo of [one, two]) {
      const again = { ...todo, version: 3, updatedAt: back.updatedAt };
      expect(await stored(writer, todo.id)).toEqual(again);
      expect(writer.events).toContainEqual({
        kind: 'RESTORED',
        ownerId: 'local',
        todo: again,
        previousListId: listId,
      });
    }
    expect(writer.events).toHaveLength(2);
    expect(await stored(writer, before.id)).toEqual(deletedBefore);
  });

  test('restoreList leaves a list that is there as it is', async () => {
    const list = await newList(writer);
    expect(await restoreList(writer, list.id)).toEqual({ result: list });
  });

  test('of 10 that delete or restore a list at once, one does', async () => {
    const { id } = await newList(writer);
    const deleted = await Promise.all(Array.from({ length: 10 }, () => deleteList(writer, { id })));
    expect(deleted.filter(({ result }) => result !== undefined)).toHaveLength(1);
    const back = await Promise.all(Array.from({ length: 10 }, () => restoreList(writer, id)));
    expect(back.map(({ result }) => result?.version)).toEqual(new Array(10).fill(3));
  });

  test('no todo gets into a list while it is deleted', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await newList(writer);
      const [{ result: list }, ...todos] = await Promise.all([
        deleteList(writer, { id }),
        ...Array.from({ length: 5 }, () => createTodo(writer, { title: 'x', listId: id })),
      ]);
      for (const { result: todo } of todos) {
        if (todo !== undefined) {
          expect(await stored(writer, todo.id)).toMatchObject({ deletedAt: list?.deletedAt });
        }
      }
    }
  });
});
