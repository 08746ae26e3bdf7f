import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { deleteTodo } from '../../../src/domain/todo/delete-todo.ts';
import { type Destination, moveTodo } from '../../../src/domain/todo/move-todo.ts';
import { restoreTodo } from '../../../src/domain/todo/restore-todo.ts';
import { List } from '../../../src/entities/list.ts';
import { Todo } from '../../../src/entities/todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import {
  addList,
  created,
  drop,
  everything,
  stored,
  type TestWriter,
  writerOf,
} from '../../support/writers.ts';

const after = (id: string): Destination['place'] => ({ side: 'after', id });
const before = (id: string): Destination['place'] => ({ side: 'before', id });
const START: Destination['place'] = { end: 'START' };
const END: Destination['place'] = { end: 'END' };

describeDatabases('moveTodo', (database) => {
  let writer: TestWriter;
  beforeAll(async () => {
    writer = writerOf((await database.open()).em);
  });
  beforeEach(async () => {
    await writer.em.nativeDelete(Todo, {});
    await writer.em.nativeDelete(List, {});
    writer.events.length = 0;
  });

  /** Creates a todo for each letter, in a list or the inbox, and returns their ids by letter. */
  const put = async (letters: string, listId: string | null = null) => {
    const ids: Record<string, string> = {};
    for (const title of letters) {
      ids[title] = (await created(writer, { title, listId })).id;
    }
    return (letter: string) => ids[letter] ?? letter;
  };
  /** The letters of what is in the list and not deleted, in order. */
  const order = async (listId: string | null = null) =>
    (await everything(writer))
      .filter(({ list, deletedAt }) => list === listId && deletedAt === null)
      .map(({ title }) => title)
      .join('');

  test.each([
    ['after the next but one', 'a', after('c'), 'bcad'],
    ['after the next', 'a', after('b'), 'bacd'],
    ['after the last', 'a', after('d'), 'bcda'],
    ['after one before it', 'd', after('a'), 'adbc'],
    ['before the first', 'c', before('a'), 'cabd'],
    ['before the one before', 'b', before('a'), 'bacd'],
    ['before one after it', 'a', before('d'), 'bcad'],
    ['to the start', 'c', START, 'cabd'],
    ['to the end', 'b', END, 'acdb'],
  ] as const)('moves a todo %s', async (_what, letter, place, expected) => {
    const id = await put('abcd');
    const rest = (await everything(writer)).filter(({ title }) => title !== letter);
    const to = 'id' in place ? { ...place, id: id(place.id) } : place;
    const { result } = await moveTodo(writer, { id: id(letter) }, { place: to });
    expect(await order()).toBe(expected);
    expect(result).toMatchObject({ version: 2, list: null });
    expect(await stored(writer, id(letter))).toEqual(result);
    // One write: nothing else moves.
    expect((await everything(writer)).filter(({ title }) => title !== letter)).toEqual(rest);
    expect(writer.events.slice(4)).toEqual([
      { kind: 'MOVED', ownerId: 'local', todo: result, previousListId: null },
    ]);
  });

  test.each([
    ['after the one before it', 'b', after('a')],
    ['before the one after it', 'b', before('c')],
    ['to the start, where it is', 'a', START],
    ['to the end, where it is', 'c', END],
  ] as const)('changes nothing for a todo that is to go %s', async (_what, letter, place) => {
    // What is deleted or in another list does not come between.
    const id = await put('a-b-c-');
    const listId = await addList(writer);
    for (const { id, title } of await everything(writer)) {
      if (title === '-') {
        await deleteTodo(writer, { id });
      }
    }
    await put('xyz', listId);
    const all = await everything(writer);
    const to = 'id' in place ? { ...place, id: id(place.id) } : place;
    const events = writer.events.length;
    const { result } = await moveTodo(writer, { id: id(letter) }, { place: to, listId: null });
    expect(result).toMatchObject({ version: 1 });
    expect(await everything(writer)).toEqual(all);
    expect(writer.events).toHaveLength(events);
  });

  test('goes into the list of the todo that it comes next to', async () => {
    const listId = await addList(writer);
    const [inList, inInbox] = [await put('ab', listId), await put('xy')];
    const { result } = await moveTodo(writer, { id: inInbox('x') }, { place: after(inList('a')) });
    expect(result).toMatchObject({ list: listId, version: 2 });
    expect([await order(listId), await order()]).toEqual(['axb', 'y']);
    expect(writer.events.at(-1)).toMatchObject({ kind: 'MOVED', previousListId: null });
    await moveTodo(writer, { id: inList('a') }, { place: before(inInbox('y')), listId: null });
    expect([await order(listId), await order()]).toEqual(['xb', 'ay']);
    expect(writer.events.at(-1)).toMatchObject({ kind: 'MOVED', previousListId: listId });
  });

  test('goes to an end of another list, or of the inbox', async () => {
    const listId = await addList(writer);
    const [inList, inInbox] = [await put('ab', listId), await put('xyz')];
    await moveTodo(writer, { id: inInbox('x') }, { place: END, listId });
    await moveTodo(writer, { id: inInbox('z') }, { place: START, listId });
    await moveTodo(writer, { id: inList('b') }, { place: END, listId: null });
    expect([await order(listId), await order()]).toEqual(['zax', 'yb']);
  });

  test('comes back to its place when it was deleted, whatever moved meanwhile', async () => {
    const id = await put('abc');
    await deleteTodo(writer, { id: id('b') });
    await moveTodo(writer, { id: id('c') }, { place: START });
    await moveTodo(writer, { id: id('c') }, { place: after(id('a')) });
    await restoreTodo(writer, id('b'));
    expect(await order()).toBe('acb');
  });

  test('finds no todo, no neighbour and no list that is not there', async () => {
    const id = await put('ab');
    const [listId, gone] = [await addList(writer), await addList(writer)];
    await drop(writer, { lists: [gone] });
    await deleteTodo(writer, { id: id('b') });
    for (const [target, destination, field] of [
      [v4(), { place: END }, 'id'],
      [id('b'), { place: END }, 'id'],
      [id('a'), { place: after(v4()) }, 'afterId'],
      [id('a'), { place: before(id('b')) }, 'beforeId'],
      [id('a'), { place: END, listId: v4() }, 'listId'],
      [id('a'), { place: END, listId: gone }, 'listId'],
    ] as const) {
      const { result, problems } = await moveTodo(writer, { id: target }, destination);
      expect(result).toBeUndefined();
      expect(problems).toMatchObject([{ code: 'NOT_FOUND', field: [field] }]);
    }
    const { id: elsewhere } = await created(writer, { listId });
    const { problems } = await moveTodo(writer, { id: id('a') }, { place: after(elsewhere), listId: null });
    expect(problems).toMatchObject([{ code: 'NOT_FOUND', field: ['afterId'] }]);
    expect((await stored(writer, id('a')))?.version).toBe(1);
  });

  test('moves only the version that is expected', async () => {
    const id = await put('ab');
    const target = { id: id('a'), expectedVersion: 2 };
    const current = await stored(writer, id('a'));
    expect(await moveTodo(writer, target, { place: END })).toEqual({
      problems: [expect.objectContaining({ code: 'CONFLICT', field: ['expectedVersion'] })],
      current,
    });
    const { result } = await moveTodo(writer, { ...target, expectedVersion: 1 }, { place: END });
    expect(result?.version).toBe(2);
  });

  test('moves a hundred times into one gap', async () => {
    const id = await put('abc');
    for (let count = 0; count < 50; count++) {
      await moveTodo(writer, { id: id('c') }, { place: after(id('a')) });
      await moveTodo(writer, { id: id('b') }, { place: after(id('a')) });
    }
    expect(await order()).toBe('abc');
    const positions = (await everything(writer)).map(({ position }) => position.length);
    expect(Math.max(...positions)).toBeLessThan(60);
  });

  test('of twenty that go to one place at once, each gets there', async () => {
    const letters = 'abcdefghijklmnopqrst';
    const id = await put(letters);
    const { id: first } = await created(writer, { title: '1' });
    const { id: last } = await created(writer, { title: '2' });
    const outcomes = await Promise.all(
      [...letters].map((letter, index) =>
        moveTodo(writer, { id: id(letter) }, { place: index % 2 === 0 ? after(first) : before(last) }),
      ),
    );
    expect(outcomes.map(({ result }) => result?.version)).toEqual(Array(20).fill(2));
    const found = await order();
    expect(found.at(0)).toBe('1');
    expect(found.at(-1)).toBe('2');
    expect(new Set((await everything(writer)).map(({ position }) => position)).size).toBe(22);
  });
});
