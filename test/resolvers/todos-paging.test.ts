import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Priority } from '../../src/entities/priority.ts';
import { Todo } from '../../src/entities/todo.ts';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import {
  compareCodePoints,
  insertTodos,
  replaceTodos,
  type SampleTodo,
  sampleTodo,
} from '../support/todos.ts';

const FIELDS = [
  'POSITION',
  'CREATED_AT',
  'UPDATED_AT',
  'COMPLETED_AT',
  'DUE_DATE',
  'PRIORITY',
  'TITLE',
] as const;

type Direction = 'ASC' | 'DESC';
interface Key {
  field: (typeof FIELDS)[number];
  direction: Direction;
}

const COMPARE: Record<Key['field'], (one: SampleTodo, other: SampleTodo) => number> = {
  POSITION: (one, other) => compareCodePoints(one.position, other.position),
  CREATED_AT: (one, other) => one.createdAt.getTime() - other.createdAt.getTime(),
  UPDATED_AT: (one, other) => one.updatedAt.getTime() - other.updatedAt.getTime(),
  COMPLETED_AT: (one, other) => (one.completedAt?.getTime() ?? 0) - (other.completedAt?.getTime() ?? 0),
  DUE_DATE: (one, other) => compareCodePoints(one.dueDate ?? '', other.dueDate ?? ''),
  PRIORITY: (one, other) => one.priority - other.priority,
  TITLE: (one, other) => compareCodePoints(one.title, other.title),
};

/** What may have no value, which then comes last. */
const NULLABLE: { [Field in Key['field']]?: 'completedAt' | 'dueDate' } = {
  COMPLETED_AT: 'completedAt',
  DUE_DATE: 'dueDate',
};

/** The order that the API promises, in plain JavaScript. */
function inOrder(todos: readonly SampleTodo[], orderBy: readonly Key[]): SampleTodo[] {
  const sign = (direction: Direction) => (direction === 'DESC' ? -1 : 1);
  return todos.toSorted((one, other) => {
    for (const { field, direction } of orderBy) {
      const nullable = NULLABLE[field];
      if (nullable !== undefined && (one[nullable] === null) !== (other[nullable] === null)) {
        return one[nullable] === null ? 1 : -1;
      }
      const difference = COMPARE[field](one, other);
      if (difference !== 0) {
        return difference * sign(direction);
      }
    }
    return compareCodePoints(one.id, other.id) * sign(orderBy.at(-1)?.direction ?? 'DESC');
  });
}

const orderBy: fc.Arbitrary<Key[]> = fc.uniqueArray(
  fc.record<Key>({
    field: fc.constantFrom(...FIELDS),
    direction: fc.constantFrom('ASC', 'DESC'),
  }),
  { selector: ({ field }) => field, minLength: 1, maxLength: 4 },
);

/** Filters, and which todos each is to let through. */
const FILTERS: [filter: object, lets: (todo: SampleTodo) => boolean][] = [
  [{}, () => true],
  [{ isDone: { eq: false } }, ({ completedAt }) => completedAt === null],
  [{ list: { isNull: true } }, ({ list }) => list === null],
  [{ not: { dueDate: { isNull: true } } }, ({ dueDate }) => dueDate !== null],
  [
    { or: [{ priority: { eq: 'LOW' } }, { completedAt: { isNull: false } }] },
    ({ priority, completedAt }) => priority === Priority.LOW || completedAt !== null,
  ],
];

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [TodoOrder!], $filter: TodoFilter) {
  todos(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) {
    nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

/** One page, forwards after `cursor` or backwards before it; database ids in the order of the walk. */
async function walkOn(
  api: TestApi,
  orderBy: Key[],
  size: number,
  backwards: boolean,
  cursor: string | null,
  filter: object = {},
) {
  const page = backwards ? { last: size, before: cursor } : { first: size, after: cursor };
  const { nodes, pageInfo } = (await api.data(PAGE, { ...page, orderBy, filter })).todos;
  const ids: string[] = nodes.map(({ id }: { id: string }) => id);
  return backwards
    ? {
        ids: ids.reverse(),
        next: pageInfo.startCursor,
        more: pageInfo.hasPreviousPage,
        behind: pageInfo.hasNextPage,
      }
    : { ids, next: pageInfo.endCursor, more: pageInfo.hasNextPage, behind: pageInfo.hasPreviousPage };
}

describeDatabases('paging through todos', (database) => {
  test('both directions meet every row that matches once, in the order that was asked for', async () => {
    const api = await openApi(database);
    const walk = async (
      todos: SampleTodo[],
      keys: Key[],
      size: number,
      backwards: boolean,
      [filter, lets]: (typeof FILTERS)[number],
    ) => {
      await replaceTodos(api.em, todos);
      const ordered = inOrder(todos.filter(lets), keys).map(({ id }) => toGlobalId('Todo', id));
      const expected = backwards ? ordered.reverse() : ordered;
      const met: string[] = [];
      for (let cursor: string | null = null, more = true; more; ) {
        const page = await walkOn(api, keys, size, backwards, cursor, filter);
        expect(page.behind).toBe(met.length > 0);
        met.push(...page.ids);
        ({ next: cursor, more } = page);
        // Also ends a walk that goes round in circles.
        expect(more).toBe(met.length < expected.length);
      }
      expect(met).toEqual(expected);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(sampleTodo, { maxLength: 12 }),
        orderBy,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.constantFrom(...FILTERS),
        walk,
      ),
      { numRuns: 100 },
    );
  });

  test('while rows are added and removed, every row that stays is met once and none twice', async () => {
    const api = await openApi(database);
    const walk = async (
      todos: SampleTodo[],
      newcomers: SampleTodo[],
      keys: Key[],
      size: number,
      backwards: boolean,
      chance: number[],
    ) => {
      await replaceTodos(api.em, todos);
      const removed = new Set<string>();
      const met: string[] = [];
      const coming = [...newcomers];
      let cursor: string | null = null;
      for (let step = 0; ; step++) {
        const page = await walkOn(api, keys, size, backwards, cursor);
        met.push(...page.ids);
        if (page.ids.length === 0) {
          break;
        }
        expect(step).toBeLessThanOrEqual(todos.length + newcomers.length);
        cursor = page.next;
        // The row that the cursor was taken from may go, too.
        const victim = todos[(chance[step % chance.length] ?? 0) % todos.length];
        if (victim !== undefined) {
          removed.add(toGlobalId('Todo', victim.id));
          await api.em.nativeDelete(Todo, { id: victim.id });
        }
        await insertTodos(api.em, coming.splice(0, 1));
      }
      expect(new Set(met).size).toBe(met.length);
      const stayed = todos.map(({ id }) => toGlobalId('Todo', id)).filter((id) => !removed.has(id));
      expect(stayed.filter((id) => !met.includes(id))).toEqual([]);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(sampleTodo, { minLength: 1, maxLength: 12 }),
        fc.array(sampleTodo, { maxLength: 6 }),
        orderBy,
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        walk,
      ),
      { numRuns: 100 },
    );
  });

  test('a page has 20 todos unless it says otherwise, and at most 100', async () => {
    const api = await openApi(database);
    const todos = fc.sample(sampleTodo, 101);
    await replaceTodos(api.em, todos);
    const sizes = await api.data(`{
      default: todos { nodes { id } }
      before: todos(before: null) { nodes { id } }
      all: todos(first: 100) { nodes { id } pageInfo { hasNextPage } }
      last: todos(last: 3) { nodes { id } }
    }`);
    expect(sizes.default.nodes).toHaveLength(20);
    expect(sizes.before.nodes).toHaveLength(20);
    expect(sizes.all.nodes).toHaveLength(100);
    expect(sizes.all.pageInfo.hasNextPage).toBe(true);
    expect(sizes.last.nodes).toHaveLength(3);
  });

  test('a page before a cursor reads in the order of the list and ends just before the cursor', async () => {
    const api = await openApi(database);
    await replaceTodos(api.em, fc.sample(sampleTodo, 30));
    const { todos } = await api.data('{ todos(first: 30) { edges { cursor node { id } } } }');
    const cursors = todos.edges.map(({ cursor }: { cursor: string }) => cursor);
    const page = await api.data('query ($before: String) { todos(before: $before) { edges { cursor } } }', {
      before: cursors[25],
    });
    expect(page.todos.edges.map(({ cursor }: { cursor: string }) => cursor)).toEqual(cursors.slice(5, 25));
  });

  test('without an order the newest todos come first', async () => {
    const api = await openApi(database);
    const todos = fc.sample(sampleTodo, 10);
    await replaceTodos(api.em, todos);
    const newestFirst = inOrder(todos, [{ field: 'CREATED_AT', direction: 'DESC' }]);
    const { implied, empty } = await api.data(`{
      implied: todos { nodes { id } }
      empty: todos(orderBy: []) { nodes { id } }
    }`);
    expect(implied.nodes.map(({ id }: { id: string }) => id)).toEqual(
      newestFirst.map(({ id }) => toGlobalId('Todo', id)),
    );
    expect(empty).toEqual(implied);
  });

  test('an empty list has no cursors and nothing before or after', async () => {
    const api = await openApi(database);
    const { todos } = await api.data(`{
      todos { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
    }`);
    expect(todos).toEqual({
      totalCount: 0,
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});
