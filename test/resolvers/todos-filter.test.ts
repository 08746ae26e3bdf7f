import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Priority } from '../../src/entities/priority.ts';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import {
  dueDates,
  replaceTodos,
  SAMPLE_TEXTS,
  type SampleTodo,
  sampleLists,
  sampleMoments,
  sampleTags,
  sampleTodo,
} from '../support/todos.ts';

interface Filter {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
  isDone?: { eq?: boolean | null } | null;
  priority?: { eq?: keyof typeof Priority | null; in?: (keyof typeof Priority)[] | null } | null;
  dueDate?: { [operator in 'eq' | 'lt' | 'lte' | 'gt' | 'gte']?: string | null } & {
    isNull?: boolean | null;
  };
  title?: TextFilter | null;
  description?: TextFilter | null;
  list?: { eq?: string | null; in?: string[] | null; isNull?: boolean | null } | null;
  tags?: { some?: string[] | null; every?: string[] | null; isEmpty?: boolean | null } | null;
  completedAt?: MomentFilter | null;
  createdAt?: MomentFilter | null;
  updatedAt?: MomentFilter | null;
  view?: { eq: View; timeZone?: string };
}
interface TextFilter {
  eq?: string | null;
  contains?: string | null;
}
type MomentFilter = { [operator in 'lt' | 'lte' | 'gt' | 'gte']?: string | null } & {
  isNull?: boolean | null;
};
type View = 'INBOX' | 'TODAY' | 'OVERDUE' | 'UPCOMING' | 'COMPLETED';

/** A value that is given has to pass; one that is not, or null, asks for nothing. */
const given = <Value>(value: Value | null | undefined, test: (value: Value) => boolean) =>
  value == null || test(value);

function textMatches(stored: string | null, { eq, contains }: TextFilter): boolean {
  return (
    given(eq, (text) => stored === text) &&
    given(contains, (text) => stored?.toUpperCase().includes(text.toUpperCase()) ?? false)
  );
}

function momentMatches(stored: Date | null, filter: MomentFilter): boolean {
  const compare = (value: string | null | undefined, test: (one: number, other: number) => boolean) =>
    given(value, (moment) => stored !== null && test(stored.getTime(), Date.parse(moment)));
  return (
    compare(filter.lt, (one, other) => one < other) &&
    compare(filter.lte, (one, other) => one <= other) &&
    compare(filter.gt, (one, other) => one > other) &&
    compare(filter.gte, (one, other) => one >= other) &&
    given(filter.isNull, (value) => (stored === null) === value)
  );
}

/** The views, when today is a day without todos in the sample: 2026 to 9998. */
function isIn(view: View, { completedAt, list, dueDate }: SampleTodo): boolean {
  const today = new Date().toISOString().slice(0, 10);
  const isToBeDone = completedAt === null && dueDate !== null && list !== sampleLists.at(-1)?.id;
  switch (view) {
    case 'INBOX':
      return completedAt === null && list === null;
    case 'TODAY':
      return isToBeDone && dueDate === today;
    case 'OVERDUE':
      return isToBeDone && dueDate < today;
    case 'UPCOMING':
      return isToBeDone && dueDate > today;
    case 'COMPLETED':
      return completedAt !== null;
  }
}

/** What a filter means, in plain JavaScript. */
function matches(todo: SampleTodo, filter: Filter): boolean {
  const { and, or, not, isDone, priority, dueDate, title, description, list, tags } = filter;
  const { completedAt, createdAt, updatedAt, view } = filter;
  // A deleted tag is none.
  const has = (id: string) => id !== sampleTags.at(-1)?.id && todo.tags.includes(id);
  const dated = (value: string | null | undefined, test: (date: string, value: string) => boolean) =>
    given(value, (other) => todo.dueDate !== null && test(todo.dueDate, other));
  return (
    given(and, (filters) => filters.every((each) => matches(todo, each))) &&
    given(or, (filters) => filters.some((each) => matches(todo, each))) &&
    given(not, (negated) => !matches(todo, negated)) &&
    given(isDone?.eq, (value) => (todo.completedAt !== null) === value) &&
    given(priority?.eq, (name) => todo.priority === Priority[name]) &&
    given(priority?.in, (names) => names.some((name) => todo.priority === Priority[name])) &&
    dated(dueDate?.eq, (date, value) => date === value) &&
    dated(dueDate?.lt, (date, value) => date < value) &&
    dated(dueDate?.lte, (date, value) => date <= value) &&
    dated(dueDate?.gt, (date, value) => date > value) &&
    dated(dueDate?.gte, (date, value) => date >= value) &&
    given(dueDate?.isNull, (value) => (todo.dueDate === null) === value) &&
    given(title, (text) => textMatches(todo.title, text)) &&
    given(description, (text) => textMatches(todo.description, text)) &&
    given(list?.eq, (id) => todo.list === id) &&
    given(list?.in, (ids) => todo.list !== null && ids.includes(todo.list)) &&
    given(list?.isNull, (value) => (todo.list === null) === value) &&
    given(tags?.some, (ids) => ids.some(has)) &&
    given(tags?.every, (ids) => ids.every(has)) &&
    given(tags?.isEmpty, (value) => !sampleTags.some(({ id }) => has(id)) === value) &&
    given(completedAt, (moments) => momentMatches(todo.completedAt, moments)) &&
    given(createdAt, (moments) => momentMatches(todo.createdAt, moments)) &&
    given(updatedAt, (moments) => momentMatches(todo.updatedAt, moments)) &&
    given(view, ({ eq }) => isIn(eq, todo))
  );
}

const day = fc.constantFrom(...dueDates);
const level = fc.constantFrom(...(Object.keys(Priority) as (keyof typeof Priority)[]));
const text = fc.array(fc.constantFrom(...SAMPLE_TEXTS), { maxLength: 2 }).map((parts) => parts.join(''));
/** A few of these properties, some of them null. */
const some = <Properties extends object>(
  properties: { [Name in keyof Properties]: fc.Arbitrary<Properties[Name]> },
) => fc.record(properties, { requiredKeys: [] });
const aListId = fc.constantFrom(...sampleLists.map(({ id }) => id));
const aTagId = fc.constantFrom(...sampleTags.map(({ id }) => id));
const moment = fc.constantFrom(...sampleMoments.map((date) => date.toISOString()));
const view = fc.constantFrom<View>('INBOX', 'TODAY', 'OVERDUE', 'UPCOMING', 'COMPLETED');
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ isDone: fc.option(some({ eq: fc.option(fc.boolean()) })) }),
  fc.record({ priority: some({ eq: fc.option(level), in: fc.option(fc.array(level, { maxLength: 3 })) }) }),
  fc.record({
    dueDate: fc.constantFrom('eq', 'lt', 'lte', 'gt', 'gte').chain((name) => fc.record({ [name]: day })),
  }),
  fc.record({ dueDate: some({ gte: fc.option(day), lt: fc.option(day), isNull: fc.option(fc.boolean()) }) }),
  fc.record({ title: fc.option(some({ eq: fc.option(text), contains: fc.option(text) })) }),
  fc.record({ description: fc.option(some({ eq: fc.option(text), contains: fc.option(text) })) }),
  fc.record({
    list: some({
      eq: fc.option(aListId),
      in: fc.option(fc.array(aListId, { maxLength: 3 })),
      isNull: fc.option(fc.boolean()),
    }),
  }),
  fc.record({
    tags: some({
      some: fc.option(fc.array(aTagId, { maxLength: 3 })),
      every: fc.option(fc.array(aTagId, { maxLength: 2 })),
      isEmpty: fc.option(fc.boolean()),
    }),
  }),
  fc.constantFrom('completedAt', 'createdAt', 'updatedAt').chain((name) =>
    fc.record({
      [name]: some({
        lt: fc.option(moment),
        lte: fc.option(moment),
        gt: fc.option(moment),
        gte: fc.option(moment),
        isNull: fc.option(fc.boolean()),
      }),
    }),
  ),
  fc.record({ view: fc.record({ eq: view }) }),
);
const { filter } = fc.letrec<{ filter: Filter; filters: Filter[] }>((tie) => ({
  filters: fc.array(tie('filter'), { maxLength: 3 }),
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(leaf, leaf).map(([one, other]) => ({ ...one, ...other })),
    fc.record({ not: tie('filter') }),
    fc.record({ and: tie('filters') }),
    fc.record({ or: tie('filters') }),
  ),
}));

/** The filter as the API takes it: ids of the database become global ones. */
function withGlobalIds(filter: Filter): Filter {
  return JSON.parse(JSON.stringify(filter), (_key, value: unknown) => {
    if (typeof value !== 'string') {
      return value;
    }
    if (sampleLists.some(({ id }) => id === value)) {
      return toGlobalId('List', value);
    }
    return sampleTags.some(({ id }) => id === value) ? toGlobalId('Tag', value) : value;
  });
}

const FIND =
  'query ($filter: TodoFilter) { todos(first: 100, filter: $filter) { totalCount nodes { title } } }';

describeDatabases('filtering todos', (database) => {
  test('finds and counts exactly what a plain evaluation of the filter does', async () => {
    const api = await openApi(database);
    const todos = fc.sample(sampleTodo, 100);
    await replaceTodos(api.em, todos);
    const find = async (asked: Filter) => {
      const found = (await api.data(FIND, { filter: withGlobalIds(asked) })).todos;
      const expected = todos.filter((todo) => matches(todo, asked)).map(({ title }) => title);
      expect(found.nodes.map(({ title }: { title: string }) => title).sort()).toEqual(expected.sort());
      expect(found.totalCount).toBe(expected.length);
    };
    await fc.assert(fc.asyncProperty(filter, find), { numRuns: 300 });
  });

  test.each([
    ['straße', 'STRASSE'],
    ['ÉTÉ', 'été'],
    ['ΟΔΟΣ', 'οδος'],
    ['Ångström', 'ÅNGSTRÖM'],
    ['ПРИВЕТ', 'привет'],
    ['ǆ', 'ǅ'],
  ])('the title %s contains %s, whatever the case', async (title, contains) => {
    const api = await openApi(database);
    await api.data('mutation ($title: String!) { createTodo(input: { title: $title }) { todo { id } } }', {
      title,
    });
    expect((await api.data(FIND, { filter: { title: { contains } } })).todos.totalCount).toBe(1);
  });

  test.each(['%', '_', '\\', "'", '*', '?', '[a]', '(', '$1'])(
    'the text %s has no special meaning',
    async (contains) => {
      const api = await openApi(database);
      for (const title of ['plain', `with ${contains} in it`]) {
        await api.data(
          'mutation ($title: String!) { createTodo(input: { title: $title }) { todo { id } } }',
          { title },
        );
      }
      const { todos } = await api.data(FIND, { filter: { title: { contains } } });
      expect(todos.nodes).toEqual([{ title: `with ${contains} in it` }]);
    },
  );
});
