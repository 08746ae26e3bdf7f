import { beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';

const UUID = '01a2086e-d5be-76d7-b571-f0961e560d3f';
const base64url = (text: string) => Buffer.from(text).toString('base64url');
/** A cursor of the default order with these values in it. */
const cursor = (...values: unknown[]) => base64url(JSON.stringify(['-createdAt,-id', ...values]));

const WRONG_IDS: [what: string, id: string][] = [
  ['empty', ''],
  ['a bare UUID', UUID],
  ['of a type that there is not', base64url(`Todos:${UUID}`)],
  ['without a UUID', base64url('Todo:1')],
  ['in upper case', base64url(`Todo:${UUID.toUpperCase()}`)],
  ['followed by white space', `${toGlobalId('Todo', UUID)} `],
  ['padded', Buffer.from(`Todo:${UUID}`).toString('base64')],
  ['no base64url', `${toGlobalId('Todo', UUID).slice(0, -1)}%`],
  ['half a surrogate pair', '\ud800'],
  ['with NUL in it', base64url(`Todo:${UUID}\0`)],
];

const WRONG_CURSORS: [what: string, cursor: string][] = [
  ['empty', ''],
  ['garbage', 'garbage'],
  ['no JSON', base64url('{')],
  ['null', base64url('null')],
  ['an empty list', base64url('[]')],
  ['an object', base64url('{}')],
  ['without values', cursor()],
  ['with too few values', cursor(0)],
  ['with too many values', cursor(0, UUID, 0)],
  ['with text for a moment', cursor('2026-11-23', UUID)],
  ['with a fraction for a moment', cursor(0.5, UUID)],
  ['with a moment before 1970', cursor(-1, UUID)],
  ['with a moment after 9999', cursor(253_402_300_800_000, UUID)],
  ['with null for a moment', cursor(null, UUID)],
  ['with a list for a moment', cursor([0], UUID)],
  ['with garbage for an id', cursor(0, 'x')],
  ['with null for an id', cursor(0, null)],
  ['with an id in upper case', cursor(0, UUID.toUpperCase())],
  ['followed by white space', `${cursor(0, UUID)}\n`],
  ['longer than any', cursor(0, UUID.repeat(200))],
];

const todo = (text: string) => `{ todos(${text}) { totalCount } }`;
const nested = (depth: number): string =>
  depth === 0 ? 'isDone: { eq: true }' : `not: { ${nested(depth - 1)} }`;

/** An operation that is refused, with the argument that the refusal names. */
const REFUSED: [what: string, operation: string, argument: string][] = [
  ['a page of no todos', todo('first: 0'), 'first'],
  ['a page of less than no todos', todo('first: -1'), 'first'],
  ['a page of too many todos', todo('first: 101'), 'first'],
  ['a last page of no todos', todo('last: 0'), 'last'],
  ['a last page of too many todos', todo('last: 101'), 'last'],
  ['first with last', todo('first: 1, last: 1'), 'last'],
  ['first with before', todo(`first: 1, before: "${cursor(0, UUID)}"`), 'before'],
  ['after with last', todo(`last: 1, after: "${cursor(0, UUID)}"`), 'last'],
  ['after with before', todo(`after: "${cursor(0, UUID)}", before: "${cursor(0, UUID)}"`), 'before'],
  ['a cursor of another order', todo(`after: "${cursor(0, UUID)}", orderBy: { field: TITLE }`), 'after'],
  [
    'a cursor of the other direction',
    todo(`after: "${cursor(0, UUID)}", orderBy: { field: CREATED_AT }`),
    'after',
  ],
  [
    'a key that comes twice',
    todo('orderBy: [{ field: TITLE }, { field: TITLE, direction: DESC }]'),
    'orderBy',
  ],
  ['a filter by an impossible date', todo('filter: { dueDate: { lt: "2026-02-30" } }'), 'filter.dueDate.lt'],
  [
    'an impossible date deep in a filter',
    todo('filter: { and: [{}, { not: { dueDate: { gte: "2026-00-01" } } }] }'),
    'filter.and.1.not.dueDate.gte',
  ],
  [
    'a filter by text with NUL in it',
    todo('filter: { title: { contains: "\\u0000" } }'),
    'filter.title.contains',
  ],
  ['a filter nested too deep', todo(`filter: { ${nested(10)} }`), 'filter'],
  [
    'a filter of too many conditions',
    todo(`filter: { or: [${'{ isDone: { eq: true } }'.repeat(50)}] }`),
    'filter',
  ],
  ['too many ids', `{ nodes(ids: [${`"${toGlobalId('Todo', UUID)}"`.repeat(101)}]) { id } }`, 'ids'],
  ['one wrong id among others', `{ nodes(ids: ["${toGlobalId('Todo', UUID)}", "x"]) { id } }`, 'ids.1'],
];

describeDatabases('bad input', (database) => {
  // One for all: nothing here may write.
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(database);
  });

  const refuse = async (operation: string, argument: string, variables?: Record<string, unknown>) => {
    api.statements.length = 0;
    const { data, errors } = await api.run(operation, variables);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(`"${argument.split('.')[0]}`),
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
    expect(Object.values(data ?? {})).not.toContainEqual(expect.anything());
    expect(api.statements).toEqual([]);
  };

  test.each(REFUSED)('%s is refused without asking the database', async (_what, operation, argument) => {
    await refuse(operation, argument);
  });

  test.each(WRONG_IDS)('an id that is %s is refused wherever one is taken', async (_what, id) => {
    const operations: [operation: string, argument: string][] = [
      ['query ($id: ID!) { todo(id: $id) { id } }', 'id'],
      ['query ($id: ID!) { node(id: $id) { id } }', 'id'],
      ['query ($id: ID!) { nodes(ids: [$id]) { id } }', 'ids.0'],
      ['mutation ($id: ID!) { updateTodo(input: { id: $id, title: "x" }) { todo { id } } }', 'input.id'],
      ['mutation ($id: ID!) { deleteTodo(input: { id: $id }) { deletedId } }', 'input.id'],
    ];
    for (const [operation, argument] of operations) {
      await refuse(operation, argument, { id });
    }
  });

  test.each(WRONG_CURSORS)('a cursor that is %s is refused', async (_what, text) => {
    await refuse('query ($cursor: String) { todos(after: $cursor) { nodes { id } } }', 'after', {
      cursor: text,
    });
    await refuse('query ($cursor: String) { todos(before: $cursor) { nodes { id } } }', 'before', {
      cursor: text,
    });
  });

  test.each([
    '',
    'tomorrow',
    '2026-2-3',
    '26-02-03',
    '2026-02-03T00:00:00Z',
    '2026-02-03\n',
    20_260_203,
    true,
  ])('%j is no date', async (date) => {
    api.statements.length = 0;
    const operation =
      'mutation ($date: Date) { createTodo(input: { title: "x", dueDate: $date }) { todo { id } } }';
    for (const { errors } of [
      await api.run(operation, { date }),
      await api.run(operation.replace('($date: Date)', '').replace('$date', JSON.stringify(date))),
    ]) {
      expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('YYYY-MM-DD')]);
    }
    expect(api.statements).toEqual([]);
  });

  test('a filter by half a surrogate pair is refused', async () => {
    const operation =
      'query ($text: String) { todos(filter: { or: { title: { contains: $text } } }) { totalCount } }';
    await refuse(operation, 'filter.or.0.title.contains', { text: '\ud83d' });
  });

  test('no cursor that anybody makes up fails in the database', async () => {
    const orders = ['createdAt', 'dueDate', 'priority', 'title'];
    const fields = ['CREATED_AT', 'DUE_DATE', 'PRIORITY', 'TITLE'];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.constantFrom('2026-02-30', '0000-01-01', '10000-01-01', 1e300, 2 ** 53, '\0', '\ud800'),
    );
    const order = fc.nat({ max: orders.length - 1 });
    await fc.assert(
      fc.asyncProperty(order, value, fc.oneof(fc.constant(UUID), value), async (index, first, id) => {
        const { errors } = await api.run(
          'query ($after: String, $field: TodoOrderField!) { todos(after: $after, orderBy: { field: $field }) { nodes { id } } }',
          { after: base64url(JSON.stringify([`${orders[index]},id`, first, id])), field: fields[index] },
        );
        expect(errors?.map(({ extensions }) => extensions?.argument) ?? []).not.toContain(undefined);
      }),
      { numRuns: 200 },
    );
  });

  test('a filter as large and as deep as allowed is answered', async () => {
    const many = `{ or: [${'{ isDone: { eq: true } }'.repeat(49)}] }`;
    const answered = await api.data(`{
      deep: todos(filter: { ${nested(9)} }) { totalCount }
      large: todos(filter: ${many}) { totalCount }
    }`);
    expect(answered).toEqual({ deep: { totalCount: 0 }, large: { totalCount: 0 } });
  });
});
