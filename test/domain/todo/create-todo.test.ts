import { beforeAll, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { createTodo } from '../../../src/domain/todo/create-todo.ts';
import { deleteTodo } from '../../../src/domain/todo/delete-todo.ts';
import { updateTodo } from '../../../src/domain/todo/update-todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import {
  addList,
  addTags,
  created,
  drop,
  everything,
  stored,
  type TestWriter,
  tagsOf,
  writerOf,
} from '../../support/writers.ts';

describeDatabases('createTodo', (database) => {
  let writer: TestWriter;
  let other: TestWriter;
  beforeAll(async () => {
    const { em } = await database.open();
    writer = writerOf(em);
    other = writerOf(em, { id: 'somebody else' });
  });

  test('fills in what was not said, and returns the row as it is stored', async () => {
    const before = Date.now();
    const todo = await created(writer, { title: ' Tea ' });
    expect(todo).toEqual({
      id: expect.any(String),
      ownerId: 'local',
      list: null,
      title: 'Tea',
      description: null,
      completedAt: null,
      dueDate: null,
      priority: 20,
      position: expect.stringMatching(/^\d{15}\w+$/),
      creationDigest: null,
      version: 1,
      createdAt: expect.any(Date),
      updatedAt: todo.createdAt,
      deletedAt: null,
    });
    expect(todo.createdAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(await stored(writer, todo.id)).toEqual(todo);
    expect(writer.events.at(-1)).toEqual({ kind: 'CREATED', ownerId: 'local', todo, previousListId: null });
  });

  test('completes at once what has been done', async () => {
    const todo = await created(writer, { isDone: true });
    expect(todo.completedAt).toEqual(todo.createdAt);
  });

  test('puts each after those before', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) {
      ids.push((await created(other)).id);
    }
    const placed = (await everything(other)).filter(({ ownerId }) => ownerId === other.viewer.id);
    expect(placed.map(({ id }) => id)).toEqual(ids);
  });

  test('puts it into a list and gives it tags, each once', async () => {
    const listId = await addList(writer);
    const [one = '', two = ''] = await addTags(writer, 2);
    const todo = await created(writer, { listId, tagIds: [one, two, one] });
    expect(todo.list).toBe(listId);
    expect(await tagsOf(writer, todo.id)).toEqual([one, two].sort());
    expect(writer.events.at(-1)).toEqual({ kind: 'CREATED', ownerId: 'local', todo, previousListId: listId });
  });

  test('gives it 20 tags, and not 21', async () => {
    const tagIds = await addTags(writer, 21);
    const { id } = await created(writer, { tagIds: [...tagIds.slice(1), ...tagIds.slice(1)] });
    expect(await tagsOf(writer, id)).toHaveLength(20);
    expect(await createTodo(writer, { title: 'x', tagIds })).toEqual({
      problems: [expect.objectContaining({ code: 'TOO_MANY', field: ['tagIds'] })],
    });
  });

  test('names a list and tags that are not there, deleted, or of somebody else, and creates nothing', async () => {
    const [mine = '', gone = ''] = await addTags(writer, 2);
    const [foreign = ''] = await addTags(other, 1);
    const [goneList, foreignList] = [await addList(writer), await addList(other)];
    await drop(writer, { lists: [goneList], tags: [gone] });
    const before = await everything(writer);
    for (const listId of [v4(), goneList, foreignList]) {
      const input = { title: 'x', listId, tagIds: [mine, mine, gone, foreign, v4()] };
      const { result, problems } = await createTodo(writer, input);
      expect(result).toBeUndefined();
      expect(problems).toMatchObject([
        { code: 'NOT_FOUND', field: ['listId'] },
        { code: 'NOT_FOUND', field: ['tagIds', '2'] },
        { code: 'NOT_FOUND', field: ['tagIds', '3'] },
        { code: 'NOT_FOUND', field: ['tagIds', '4'] },
      ]);
    }
    expect(await everything(writer)).toEqual(before);
  });

  test('returns what is there for the same id and content, and creates nothing', async () => {
    const [listId, tagIds, id] = [await addList(writer), await addTags(writer, 3), v4()];
    const input = { id, title: 'x', dueDate: '2026-11-23', listId, tagIds };
    const first = await created(writer, input);
    expect(first.version).toBe(1);
    const before = writer.events.length;
    // As it was understood: trimmed, with its defaults, in whatever order.
    const again = { ...input, title: ' x\n', description: ' ', isDone: false, tagIds: tagIds.toReversed() };
    expect(await createTodo(writer, again)).toEqual({ result: first });
    const { result: changed } = await updateTodo(writer, first, { title: 'y' });
    expect(await createTodo(writer, input)).toEqual({ result: changed });
    expect(writer.events.slice(before).map(({ kind }) => kind)).toEqual(['UPDATED']);
  });

  test('returns what is there when its list and tags have been deleted since', async () => {
    const input = { id: v4(), title: 'x', listId: await addList(writer), tagIds: await addTags(writer, 1) };
    const first = await created(writer, input);
    await drop(writer, { lists: [input.listId], tags: input.tagIds });
    expect(await createTodo(writer, input)).toEqual({ result: first });
    const { problems } = await createTodo(writer, { ...input, title: 'y' });
    expect(problems).toMatchObject([{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }]);
  });

  test('returns the deleted todo for a request that is repeated after that', async () => {
    const input = { id: v4(), title: 'x' };
    const { id } = await created(writer, input);
    const { result: deleted } = await deleteTodo(writer, { id });
    expect(await createTodo(writer, input)).toEqual({ result: deleted });
  });

  test.each([
    ['another title', { title: 'y' }],
    ['another description', { description: 'y' }],
    ['another day', { dueDate: '2026-11-23' }],
    ['another priority', { priority: 30 as const }],
    ['done', { isDone: true }],
  ])('refuses the same id with other content (%s), and shows what is there', async (_what, content) => {
    const id = v4();
    const first = await created(writer, { id });
    expect(await createTodo(writer, { id, title: 'x', ...content })).toEqual({
      problems: [expect.objectContaining({ code: 'CONFLICT', field: ['id'] })],
      current: first,
    });
    expect(await stored(writer, first.id)).toEqual(first);
  });

  test('takes an id for a name among the creates of its owner: that of any other todo is as good as one of nothing', async () => {
    const id = v4();
    const theirs = await created(other, { id, title: 'theirs' });
    const mine = await created(writer, { id });
    const ofTheirs = await created(writer, { id: theirs.id });
    expect(new Set([id, theirs.id, mine.id, ofTheirs.id]).size).toBe(4);
    expect(await stored(writer, theirs.id)).toEqual(theirs);
    // A UUID of version 8.
    expect(mine.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect((await createTodo(writer, { id: id.toUpperCase(), title: 'x' })).result).toEqual(mine);
  });

  test('of ten that create the same at once, one does, and all return it', async () => {
    const input = { id: v4(), title: 'x', tagIds: await addTags(writer, 2) };
    const before = writer.events.length;
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => createTodo(writer, input)));
    const now = await stored(writer, outcomes[0]?.result?.id ?? '');
    expect(outcomes.map(({ result }) => result)).toEqual(Array(10).fill(now));
    expect(writer.events).toHaveLength(before + 1);
  });

  test('of ten that create something else under one id at once, one does', async () => {
    const id = v4();
    const titles = Array.from({ length: 10 }, (_, index) => `x${index}`);
    const outcomes = await Promise.all(titles.map((title) => createTodo(writer, { id, title })));
    const made = outcomes.find(({ result }) => result !== undefined)?.result;
    const now = await stored(writer, made?.id ?? '');
    expect(outcomes.filter(({ result }) => result !== undefined)).toEqual([{ result: now, isNew: true }]);
    expect(outcomes.filter(({ current }) => current?.title === now?.title)).toHaveLength(9);
  });
});
