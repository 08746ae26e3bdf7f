import { beforeAll, expect, test } from '@jest/globals';
import { v4 } from 'uuid';
import { idOfClients } from '../../src/domain/client-id.ts';
import { LOCAL_VIEWER } from '../../src/domain/viewer.ts';
import { Todo } from '../../src/entities/todo.ts';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { addList, addTags, writerOf } from '../support/writers.ts';

const CHANGE = `mutation ($input: ChangeTodosInput!) {
  changeTodos(input: $input) {
    results { todo { id title isDone version list { id } tags { id } } userErrors { code field message } }
    userErrors { code field }
  }
}`;

const ERRORS = [
  { code: 'BLANK', field: ['changes', '1', 'create', 'title'] },
  { code: 'NOT_FOUND', field: ['changes', '3', 'complete', 'id'] },
  { code: 'CONFLICT', field: ['changes', '4', 'update', 'expectedVersion'] },
];

/** The id, in the API, of a todo that is created with an id of the client's. */
const idOfCreated = (id: string) => toGlobalId('Todo', idOfClients(LOCAL_VIEWER, 'todo', id));

describeDatabases('changeTodos', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(database);
  });
  const change = async (changes: unknown[], allOrNothing = false) =>
    (await api.data(CHANGE, { input: { changes, allOrNothing } })).changeTodos;
  const everything = () => api.em.fork().find(Todo, {}, { orderBy: { id: 'asc' } });
  /** Two that succeed and three that fail; the last shows a version that the second made. */
  const mixture = (id: string) => {
    const todo = idOfCreated(id);
    return [
      { create: { id, title: 'a' } },
      { create: { title: ' ' } },
      { update: { id: todo, title: 'b' } },
      { complete: { id: toGlobalId('Todo', v4()) } },
      { update: { id: todo, title: 'c', expectedVersion: 1 } },
    ];
  };

  test('makes every kind of change, and a later one sees what an earlier one did', async () => {
    const writer = writerOf(api.em);
    const id = v4();
    const todo = { id: idOfCreated(id) };
    const listId = toGlobalId('List', await addList(writer));
    const tagIds = (await addTags(writer, 1)).map((tag) => toGlobalId('Tag', tag));
    const { results, userErrors } = await change([
      { create: { id, title: 'a' } },
      { update: { ...todo, title: 'b', expectedVersion: 1 } },
      { complete: { ...todo, expectedVersion: 2 } },
      { reopen: todo },
      { move: { ...todo, listId } },
      { addTags: { ...todo, tagIds } },
      { removeTags: { ...todo, tagIds: [...tagIds, ...tagIds] } },
      { delete: todo },
      { restore: todo },
    ]);
    expect(userErrors).toEqual([]);
    expect(results.map((each: { todo: { version: number } }) => each.todo.version)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(results.at(-1).todo).toEqual({
      ...todo,
      title: 'b',
      isDone: false,
      version: 9,
      list: { id: listId },
      tags: [],
    });
  });

  test('makes what has no problems, and says of each where its problems are', async () => {
    const id = v4();
    const { results, userErrors } = await change(mixture(id));
    expect(userErrors).toEqual(ERRORS);
    expect(results.map((each: { todo: unknown; userErrors: unknown[] }) => each.userErrors.length)).toEqual([
      0, 1, 0, 1, 1,
    ]);
    expect(results[1].todo).toBeNull();
    expect(results[3].todo).toBeNull();
    expect(results[4].todo).toMatchObject({ title: 'b', version: 2 });
    const stored = await api.em.fork().findOne(Todo, idOfClients(LOCAL_VIEWER, 'todo', id));
    expect(stored).toMatchObject({ title: 'b', version: 2 });
  });

  test('makes nothing where it is to be all and one has problems', async () => {
    const before = await everything();
    const { results, userErrors } = await change(mixture(v4()), true);
    expect(userErrors).toEqual(ERRORS);
    expect(results.map((each: { todo: unknown }) => each.todo)).toEqual(Array(5).fill(null));
    expect(await everything()).toEqual(before);
  });

  test('shows after a conflict what is there, not what was taken back', async () => {
    const [made] = (await change([{ create: { title: 'a' } }])).results;
    const { id } = made.todo;
    const { results } = await change(
      [{ update: { id, title: 'b' } }, { update: { id, title: 'c', expectedVersion: 1 } }],
      true,
    );
    expect(results.map((each: { todo: unknown }) => each.todo)).toEqual([null, made.todo]);
  });

  test('changes nothing twice when it is repeated', async () => {
    const id = v4();
    const todo = { id: idOfCreated(id) };
    const changes = [
      { create: { id, title: 'a' } },
      { create: { id: v4(), title: 'b' } },
      { update: { ...todo, title: 'c' } },
      { complete: todo },
    ];
    await change(changes, true);
    const before = await everything();
    const { userErrors } = await change(changes, true);
    expect(userErrors).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('repeated ten times at once, makes each change once', async () => {
    const ids = Array.from({ length: 20 }, () => v4());
    const payloads = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const order = index % 2 === 0 ? ids : ids.toReversed();
        return change(order.map((id) => ({ create: { id, title: id } })));
      }),
    );
    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const found = await api.em.fork().find(Todo, { title: { $in: ids } });
    expect(found.map(({ version }) => version)).toEqual(Array(20).fill(1));
  });

  test.each([0, 101])('refuses %i changes', async (count) => {
    const changes = Array.from({ length: count }, () => ({ create: { title: 'x' } }));
    const { errors } = await api.run(CHANGE, { input: { changes } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'input.changes' } }]);
  });

  test.each([
    ['complete', { id: toGlobalId('List', v4()) }, 'id'],
    ['create', { title: 'x', listId: '' }, 'listId'],
    ['create', { title: 'x', tagIds: [toGlobalId('Tag', v4()), 'x'] }, 'tagIds.1'],
    ['addTags', { id: toGlobalId('Todo', v4()), tagIds: Array(101).fill(toGlobalId('Tag', v4())) }, 'tagIds'],
    ['removeTags', { id: toGlobalId('Todo', v4()), tagIds: [toGlobalId('Todo', v4())] }, 'tagIds.0'],
    ['move', { id: toGlobalId('Todo', v4()), afterId: toGlobalId('Todo', v4()), to: 'END' }, 'to'],
    ['move', { id: toGlobalId('Todo', v4()), beforeId: 'x' }, 'beforeId'],
    ['move', { id: toGlobalId('Todo', UUID()), afterId: toGlobalId('Todo', UUID()) }, 'afterId'],
  ])('refuses %s of %j, and makes no other change', async (kind, input, argument) => {
    const before = await everything();
    const changes = [{ create: { title: 'x' } }, { [kind]: input }];
    const { errors } = await api.run(CHANGE, { input: { changes } });
    const path = `input.changes.1.${kind}.${argument}`;
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: path } }]);
    expect(await everything()).toEqual(before);
  });

  test('refuses a change that is of no kind, or of two', async () => {
    const id = toGlobalId('Todo', v4());
    for (const changes of [[{}], [{ complete: { id }, reopen: { id } }]]) {
      expect((await api.run(CHANGE, { input: { changes } })).errors).toHaveLength(1);
    }
  });
});

function UUID(): string {
  return '01a2086e-d5be-76d7-b571-f0961e560d3f';
}
