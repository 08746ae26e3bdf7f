import { beforeAll, expect, test } from '@jest/globals';
import { Todo } from '../../src/entities/todo.ts';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';

const FIELDS = 'id title description isDone dueDate priority createdAt updatedAt';
const CREATE = `mutation ($input: CreateTodoInput!) {
  createTodo(input: $input) { todo { ${FIELDS} } userErrors { code field message } }
}`;
const UPDATE = `mutation ($input: UpdateTodoInput!) {
  updateTodo(input: $input) { todo { ${FIELDS} } userErrors { code field message } }
}`;
const DELETE = `mutation ($input: DeleteTodoInput!) {
  deleteTodo(input: $input) { deletedId userErrors { code field message } }
}`;
const READ = `query ($id: ID!) { todo(id: $id) { ${FIELDS} } }`;

const NOBODY = toGlobalId('Todo', '01a2086e-d5be-76d7-b571-f0961e560d3f');

/** One grapheme of seven code points. */
const FAMILY = '👨‍👩‍👧‍👦';

/** Inputs that people can mend: what is wrong with them. */
const MISTAKES: [what: string, input: Record<string, unknown>, errors: [code: string, field: string][]][] = [
  ['an empty title', { title: '' }, [['BLANK', 'title']]],
  ['a title of white space', { title: ' \t\n\u00a0\u2003\u0085\ufeff' }, [['BLANK', 'title']]],
  ['a title of 201 code points', { title: 'x'.repeat(201) }, [['TOO_LONG', 'title']]],
  ['a title of 201 emoji', { title: '😀'.repeat(201) }, [['TOO_LONG', 'title']]],
  // What a person sees as 29 letters: each is seven code points.
  ['a title of 29 families', { title: FAMILY.repeat(29) }, [['TOO_LONG', 'title']]],
  ['NUL in the title', { title: 'a\0b' }, [['INVALID_CHARACTER', 'title']]],
  ['half a surrogate pair in the title', { title: 'a\ud83d' }, [['INVALID_CHARACTER', 'title']]],
  ['a description of 1001 code points', { description: 'x'.repeat(1001) }, [['TOO_LONG', 'description']]],
  ['NUL in the description', { description: '\0' }, [['INVALID_CHARACTER', 'description']]],
  [
    'half a surrogate pair in the description',
    { description: '\udc00' },
    [['INVALID_CHARACTER', 'description']],
  ],
  ['30 February', { dueDate: '2026-02-30' }, [['INVALID_DATE', 'dueDate']]],
  ['29 February of a common year', { dueDate: '2027-02-29' }, [['INVALID_DATE', 'dueDate']]],
  ['month 13', { dueDate: '2026-13-01' }, [['INVALID_DATE', 'dueDate']]],
  ['the year 0', { dueDate: '0000-01-01' }, [['INVALID_DATE', 'dueDate']]],
  [
    'several mistakes at once',
    { title: `\0${'x'.repeat(200)}`, description: 'x'.repeat(1001), dueDate: '2026-02-30' },
    [
      ['TOO_LONG', 'title'],
      ['INVALID_CHARACTER', 'title'],
      ['TOO_LONG', 'description'],
      ['INVALID_DATE', 'dueDate'],
    ],
  ],
];

describeDatabases('the mutations of todos', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(database);
  });
  const create = async (input: Record<string, unknown>) => (await api.data(CREATE, { input })).createTodo;
  const update = async (input: Record<string, unknown>) => (await api.data(UPDATE, { input })).updateTodo;
  const read = async (id: string) => (await api.data(READ, { id })).todo;
  const everything = async () => api.em.fork().find(Todo, { deletedAt: null }, { orderBy: { id: 'asc' } });
  const codes = (errors: { code: string; field: string[] }[]) =>
    errors.map(({ code, field }) => [code, ...field]);

  test('createTodo fills in what was not said', async () => {
    const { todo, userErrors } = await create({ title: 'Buy milk' });
    expect(userErrors).toEqual([]);
    expect(todo).toMatchObject({
      title: 'Buy milk',
      description: null,
      isDone: false,
      dueDate: null,
      priority: 'NORMAL',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: todo.createdAt,
    });
    expect(await read(todo.id)).toEqual(todo);
  });

  test('createTodo stores everything that was said', async () => {
    const input = {
      title: 'Tea',
      description: 'Green',
      isDone: true,
      dueDate: '2028-02-29',
      priority: 'URGENT',
    };
    const { todo } = await create(input);
    expect(todo).toMatchObject(input);
    expect(await read(todo.id)).toEqual(todo);
  });

  test.each(['LOW', 'NORMAL', 'HIGH', 'URGENT'])(
    'the priority %s comes back as it was given',
    async (priority) => {
      const { todo } = await create({ title: 'x', priority });
      expect(todo.priority).toBe(priority);
      expect((await read(todo.id)).priority).toBe(priority);
    },
  );

  test('a todo that is created later has the larger id in the database', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { todo } = await create({ title: 'x' });
      ids.push(Buffer.from(todo.id, 'base64url').toString());
    }
    expect(ids).toEqual(ids.toSorted());
  });

  test.each([
    ['white space at the ends of a title', { title: '\u2003 a  b\u0085\ufeff\n' }, { title: 'a  b' }],
    ['a title of 200 emoji', { title: '😀'.repeat(200) }, { title: '😀'.repeat(200) }],
    [
      'a title of 200 code points in white space',
      { title: ` ${'x'.repeat(200)} ` },
      { title: 'x'.repeat(200) },
    ],
    ['a description of 1000 emoji', { description: '😀'.repeat(1000) }, { description: '😀'.repeat(1000) }],
    ['white space in a description', { description: ' a\nb ' }, { description: ' a\nb ' }],
    ['a blank description', { description: ' \n' }, { description: null }],
    ['a title of 28 families', { title: FAMILY.repeat(28) }, { title: FAMILY.repeat(28) }],
    ['right-to-left text', { title: 'קנה חלב' }, { title: 'קנה חלב' }],
    ['quotes', { title: `'"\`\\; drop table todos --?$1` }, { title: `'"\`\\; drop table todos --?$1` }],
    ['the first day', { dueDate: '0001-01-01' }, { dueDate: '0001-01-01' }],
    ['the last day', { dueDate: '9999-12-31' }, { dueDate: '9999-12-31' }],
  ])('%s: stored alike by createTodo and updateTodo', async (_what, input, stored) => {
    const created = await create({ title: 'x', ...input });
    expect(created).toMatchObject({ userErrors: [], todo: stored });
    expect(await read(created.todo.id)).toMatchObject(stored);

    const { todo } = await create({ title: 'x', description: 'y' });
    expect(await update({ id: todo.id, ...input })).toMatchObject({ userErrors: [], todo: stored });
    expect(await read(todo.id)).toMatchObject(stored);
  });

  test('says that it is code points that count, not what people see as letters', async () => {
    const [error] = (await create({ title: FAMILY.repeat(200) })).userErrors;
    expect(error.message).toBe('The title is longer than 200 Unicode code points. Shorten it.');
  });

  test.each(MISTAKES)(
    'createTodo says what is wrong with %s and creates nothing',
    async (_what, input, errors) => {
      const before = await everything();
      const { todo, userErrors } = await create({ title: 'x', ...input });
      expect(todo).toBeNull();
      expect(codes(userErrors)).toEqual(errors);
      expect(await everything()).toEqual(before);
    },
  );

  test.each([
    ...MISTAKES,
    ['null for a title', { title: null }, [['REQUIRED', 'title']]],
    ['null for isDone', { isDone: null }, [['REQUIRED', 'isDone']]],
    ['null for a priority', { priority: null }, [['REQUIRED', 'priority']]],
  ] as typeof MISTAKES)(
    'updateTodo says what is wrong with %s and changes nothing',
    async (_what, input, errors) => {
      const { todo: before } = await create({ title: 'x', description: 'y', dueDate: '2026-11-23' });
      // What is right is not written either.
      const { todo, userErrors } = await update({ id: before.id, isDone: true, ...input });
      expect(todo).toBeNull();
      expect(codes(userErrors)).toEqual(errors);
      expect(await read(before.id)).toEqual(before);
    },
  );

  test('updateTodo changes what is given and leaves the rest', async () => {
    const { todo: before } = await create({
      title: 'x',
      description: 'y',
      dueDate: '2026-11-23',
      priority: 'LOW',
    });
    for (const change of [
      { title: 'z' },
      { description: 'w' },
      { isDone: true },
      { dueDate: '2026-11-24' },
      { priority: 'URGENT' },
    ]) {
      const previous = await read(before.id);
      const { todo } = await update({ id: before.id, ...change });
      expect(todo).toEqual({ ...previous, ...change, updatedAt: todo.updatedAt });
      expect(await read(before.id)).toEqual(todo);
    }
  });

  test('updateTodo clears with null what can be empty', async () => {
    const { todo: before } = await create({ title: 'x', description: 'y', dueDate: '2026-11-23' });
    const { todo } = await update({ id: before.id, description: null, dueDate: null });
    expect(todo).toMatchObject({ title: 'x', description: null, dueDate: null });
    expect(await read(before.id)).toEqual(todo);
  });

  test('an update that changes nothing leaves updatedAt as it is', async () => {
    const { todo } = await create({ title: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await update({ id: todo.id })).todo).toEqual(todo);
    expect((await update({ id: todo.id, title: ' x ' })).todo).toEqual(todo);
  });

  test('updateTodo and deleteTodo say that there is no such todo', async () => {
    const gone = {
      code: 'NOT_FOUND',
      field: ['id'],
      message: expect.stringContaining('no todo with this id'),
    };
    expect(await update({ id: NOBODY, title: 'x' })).toEqual({ todo: null, userErrors: [gone] });
    const { deleteTodo } = await api.data(DELETE, { input: { id: NOBODY } });
    expect(deleteTodo).toEqual({ deletedId: null, userErrors: [gone] });
  });

  test('deleteTodo deletes that todo and no other', async () => {
    const { todo } = await create({ title: 'x' });
    const others = (await everything())
      .map(({ id }) => toGlobalId('Todo', id))
      .filter((id) => id !== todo.id);
    const { deleteTodo } = await api.data(DELETE, { input: { id: todo.id } });
    expect(deleteTodo).toEqual({ deletedId: todo.id, userErrors: [] });
    expect(await read(todo.id)).toBeNull();
    expect((await everything()).map(({ id }) => toGlobalId('Todo', id))).toEqual(others);
  });

  test('of two that delete a todo at once, one is told that it did', async () => {
    const { todo } = await create({ title: 'x' });
    const both = await Promise.all([1, 2].map(() => api.data(DELETE, { input: { id: todo.id } })));
    expect(both.filter(({ deleteTodo }) => deleteTodo.deletedId === todo.id)).toHaveLength(1);
  });

  test('a todo that is changed while it is deleted is either changed first or not there', async () => {
    for (let round = 0; round < 10; round++) {
      const { todo } = await create({ title: 'x' });
      const [changed] = await Promise.all([
        update({ id: todo.id, title: 'y' }),
        api.data(DELETE, { input: { id: todo.id } }),
      ]);
      expect(changed.userErrors).toHaveLength(changed.todo === null ? 1 : 0);
      expect(await read(todo.id)).toBeNull();
    }
  });

  test('two that change different fields at once both succeed, and the later one returns both changes', async () => {
    for (let round = 0; round < 10; round++) {
      const { todo } = await create({ title: 'x' });
      const changed = await Promise.all([
        update({ id: todo.id, title: 'y' }),
        update({ id: todo.id, isDone: true }),
      ]);
      const now = await read(todo.id);
      expect(now).toMatchObject({ title: 'y', isDone: true });
      expect(changed.map((payload) => payload.todo)).toContainEqual(now);
    }
  });

  test('several mutations in one operation happen in order', async () => {
    const { todo } = await create({ title: 'x' });
    const operation = `mutation ($id: ID!) {
      one: updateTodo(input: { id: $id, title: "1" }) { todo { title } }
      two: updateTodo(input: { id: $id, title: "2" }) { todo { title } }
    }`;
    expect(await api.data(operation, { id: todo.id })).toEqual({
      one: { todo: { title: '1' } },
      two: { todo: { title: '2' } },
    });
    expect((await read(todo.id)).title).toBe('2');
  });
});
