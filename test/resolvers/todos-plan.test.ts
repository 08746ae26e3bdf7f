import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { planOf } from '../support/plan.ts';
import { aList, aTag, aTodo, replaceThings } from '../support/things.ts';

/** The index of each order. */
const ORDERS = {
  POSITION: 'uq_todos_owner_id_position',
  CREATED_AT: 'ix_todos_owner_id_created_at_id',
  UPDATED_AT: 'ix_todos_owner_id_updated_at_id',
  COMPLETED_AT: 'ix_todos_owner_id_completed_at_id',
  DUE_DATE: 'ix_todos_owner_id_due_date_id',
  PRIORITY: 'ix_todos_owner_id_priority_id',
  TITLE: 'ix_todos_owner_id_title_id',
};
const OPEN_DUE_DATE = 'ix_todos_open_due_date';
const OF_LIST = 'ix_todos_list_id_position';
const PRIMARY = 'pk_todos|sqlite_autoindex_todos_1';

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: TodoFilter, $orderBy: [TodoOrder!]) {
  todos(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    nodes { title }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const DAY = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describeDatabases('the plan of a query for todos', (database) => {
  let api: TestApi;
  const lists = Array.from({ length: 10 }, (_, n) => aList({ position: `A${n}` }));
  const tags = Array.from({ length: 500 }, () => aTag());
  const todos = Array.from({ length: 3000 }, (_, n) =>
    aTodo({
      list: n % 3 === 0 ? null : lists[n % lists.length]?.id,
      title: `${n}`,
      // Most of what there is has been done.
      completedAt: n % 10 === 0 ? null : new Date(Date.now() - n * DAY),
      dueDate: n % 7 === 0 ? null : dayFromNow((n % 3) - 1),
    }),
  );
  const pairs = todos.flatMap(({ id }, n) =>
    tags.slice(n % 496, (n % 496) + (n % 4)).map((tag) => ({ todo: id, tag: tag.id })),
  );
  const listId = toGlobalId('List', lists[0]?.id ?? '');

  beforeAll(async () => {
    api = await openApi(database);
    await replaceThings(api.em, { lists, tags, todos, pairs });
    await api.em.execute('analyze');
  });
  beforeEach(() => {
    api.statements.length = 0;
  });

  /** The plans of the statements that an operation runs. */
  const plansOf = async (operation: string, variables?: Record<string, unknown>, tables?: string) => {
    api.statements.length = 0;
    await api.data(operation, variables);
    const statements = [...api.statements];
    return Promise.all(statements.map((statement) => planOf(api.em, statement, tables)));
  };

  /** Expects that every part of every page of the list seeks in `index`, and sorts nothing. */
  const expectSeeks = async (index: string, list: { filter?: unknown; orderBy: unknown }) => {
    const { endCursor } = (await api.data(PAGE, { first: 10, ...list })).todos.pageInfo;
    expect(endCursor).not.toBeNull();
    const pages = [{ first: 5 }, { last: 5 }, { first: 5, after: endCursor }, { last: 5, before: endCursor }];
    for (const page of pages) {
      const [plan] = await plansOf(PAGE, { ...page, ...list });
      expect(plan?.reads.length).toBeGreaterThan(0);
      expect(plan?.reads.filter((step) => !new RegExp(`using .*\\b(${index})\\b`, 'i').test(step))).toEqual(
        [],
      );
      expect(plan?.sorts).toBe(0);
    }
  };

  test.each(
    Object.entries(ORDERS).flatMap(([field, index]) =>
      ['ASC', 'DESC'].map((direction) => [field, direction, index]),
    ),
  )('all ordered by %s %s: every part of a page seeks in %s', (field, direction, index) =>
    // What has no value is in the order of the ids, too: the primary key may serve it.
    expectSeeks(/DATE|COMPLETED/.test(field) ? `${index}|${PRIMARY}` : index, {
      orderBy: { field, direction },
    }),
  );

  test.each(['ASC', 'DESC'])('those of a list, by POSITION %s: seeks in the list', (direction) =>
    expectSeeks(OF_LIST, { filter: { list: { eq: listId } }, orderBy: { field: 'POSITION', direction } }),
  );

  test.each(
    [
      { isDone: { eq: false } },
      { view: { eq: 'TODAY' } },
      { view: { eq: 'OVERDUE' } },
      { view: { eq: 'UPCOMING' } },
    ].flatMap((filter) => ['ASC', 'DESC'].map((direction) => [JSON.stringify(filter), direction])),
  )('%s by DUE_DATE %s: seeks among what is open', (filter, direction) =>
    expectSeeks(OPEN_DUE_DATE, { filter: JSON.parse(filter), orderBy: { field: 'DUE_DATE', direction } }),
  );

  test('the todos of many lists, by hand: each list seeks its own, in order', async () => {
    const plans = await plansOf('{ lists { nodes { todos(first: 5) { nodes { title } } } } }');
    const reads = plans.flatMap((plan) => plan.reads);
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.filter((step) => !new RegExp(`using .*\\b${OF_LIST}\\b`, 'i').test(step))).toEqual([]);
    expect(plans.map(({ sorts }) => sorts)).toEqual(plans.map(() => 0));
  });

  test.each([
    ['one', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Todo { title } } }', 1],
    ['many', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Todo { title } } }', 50],
  ])('%s by id: seeks in the primary key', async (_name, operation, count) => {
    const ids = todos.slice(0, count).map(({ id }) => toGlobalId('Todo', id));
    const [plan] = await plansOf(operation, { ids });
    expect(plan?.reads).toHaveLength(1);
    expect(plan?.reads[0]).toMatch(new RegExp(`using .*\\b(${PRIMARY})`, 'i'));
  });

  test('the tags of a page: seeks in both tables', async () => {
    const plans = await plansOf('{ todos { nodes { tags { name } } } }', {}, 'todo_tags|tags');
    const reads = plans.flatMap((plan) => plan.reads);
    expect(reads).toHaveLength(2);
    for (const step of reads) {
      expect(step).toMatch(/using .*\b(pk_todo_tags|pk_tags|sqlite_autoindex_\w*tags_1)\b/i);
    }
  });
});
