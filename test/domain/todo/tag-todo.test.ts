import { beforeAll, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { deleteTodo } from '../../../src/domain/todo/delete-todo.ts';
import { addTagsToTodo, removeTagsFromTodo } from '../../../src/domain/todo/tag-todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import { addTags, created, drop, stored, type TestWriter, tagsOf, writerOf } from '../../support/writers.ts';

describeDatabases('the tags of a todo', (database) => {
  let writer: TestWriter;
  let other: TestWriter;
  beforeAll(async () => {
    const { em } = await database.open();
    writer = writerOf(em);
    other = writerOf(em, { id: 'somebody else' });
  });

  test('come and go by a new version each; those that are there or not there already by none', async () => {
    const [one = '', two = '', three = ''] = await addTags(writer, 3);
    const { id } = await created(writer, { tagIds: [one] });
    const before = writer.events.length;
    const { result: added } = await addTagsToTodo(writer, { id }, [one, two, three, two]);
    expect(added?.version).toBe(2);
    expect(await addTagsToTodo(writer, { id }, [three, one])).toEqual({ result: added });
    expect(await addTagsToTodo(writer, { id }, [])).toEqual({ result: added });
    expect(await tagsOf(writer, id)).toEqual([one, two, three].sort());
    const { result: removed } = await removeTagsFromTodo(writer, { id }, [two, two, v4(), one]);
    expect(removed?.version).toBe(3);
    expect(await removeTagsFromTodo(writer, { id }, [one, v4()])).toEqual({ result: removed });
    expect(await tagsOf(writer, id)).toEqual([three]);
    expect(writer.events.slice(before)).toMatchObject([
      { kind: 'UPDATED', todo: added },
      { kind: 'UPDATED', todo: removed },
    ]);
  });

  test('are at most 20', async () => {
    const tagIds = await addTags(writer, 21);
    const { id } = await created(writer, { tagIds: tagIds.slice(0, 19) });
    const tooMany = { problems: [expect.objectContaining({ code: 'TOO_MANY', field: ['tagIds'] })] };
    expect(await addTagsToTodo(writer, { id }, tagIds)).toEqual(tooMany);
    expect(await addTagsToTodo(writer, { id }, tagIds.slice(19))).toEqual(tooMany);
    expect(await tagsOf(writer, id)).toHaveLength(19);
    expect((await stored(writer, id))?.version).toBe(1);
    expect((await addTagsToTodo(writer, { id }, tagIds.slice(0, 20))).result?.version).toBe(2);
  });

  test('are at most 20 when ten clients add some at once', async () => {
    const tagIds = await addTags(writer, 30);
    const { id } = await created(writer);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        addTagsToTodo(writer, { id }, tagIds.slice(3 * index, 3 * index + 3)),
      ),
    );
    expect(outcomes.filter(({ result }) => result !== undefined)).toHaveLength(6);
    expect(await tagsOf(writer, id)).toHaveLength(18);
    expect((await stored(writer, id))?.version).toBe(7);
  });

  test('that are deleted make room for others', async () => {
    const tagIds = await addTags(writer, 21);
    const { id } = await created(writer, { tagIds: tagIds.slice(0, 20) });
    await drop(writer, { tags: tagIds.slice(0, 1) });
    await addTagsToTodo(writer, { id }, tagIds.slice(20));
    expect(await tagsOf(writer, id)).toEqual(tagIds.slice(1).sort());
  });

  test('must be there, and the todo too, as it was seen', async () => {
    const [mine = '', gone = ''] = await addTags(writer, 2);
    const [foreign = ''] = await addTags(other, 1);
    await drop(writer, { tags: [gone] });
    const { id } = await created(writer);
    const { problems } = await addTagsToTodo(writer, { id }, [mine, mine, gone, foreign]);
    expect(problems?.map(({ code, field }) => [code, ...field])).toEqual([
      ['NOT_FOUND', 'tagIds', '2'],
      ['NOT_FOUND', 'tagIds', '3'],
    ]);
    for (const change of [addTagsToTodo, removeTagsFromTodo]) {
      expect(await change(writer, { id, expectedVersion: 2 }, [mine])).toMatchObject({
        problems: [{ code: 'CONFLICT', field: ['expectedVersion'] }],
        current: { id, version: 1 },
      });
      for (const nobody of [v4(), (await created(other)).id]) {
        expect(await change(writer, { id: nobody }, [mine])).toMatchObject({
          problems: [{ code: 'NOT_FOUND', field: ['id'] }],
        });
      }
    }
    await deleteTodo(writer, { id });
    const { problems: there } = await addTagsToTodo(writer, { id }, [mine]);
    expect(there).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect(await tagsOf(writer, id)).toEqual([]);
  });
});
