import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Priority } from '../../src/entities/priority.ts';
import { openApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { dueDates, replaceTodos, SAMPLE_TEXTS, type SampleTodo, sampleTodo } from '../support/todos.ts';

interface Filter {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
  isDone?: { eq?: boolean | null } | null;
  priority?: { eq?: keyof typeof Priority | null; in?: (keyof typeof Priority)[] | null } | null;
  dueDate?: { [operator in 'eq' | 'lt' | 'lte' | 'gt' | 'gte']?: string | null } & {
    isNull?: boolean | null;
  };
  title?: { contains?: string | null } | null;
}

/** What a filter means, in plain JavaScript. */
function matches(todo: SampleTodo, filter: Filter): boolean {
  const { and, or, not, isDone, priority, dueDate, title } = filter;
  const given = <Value>(value: Value | null | undefined, test: (value: Value) => boolean) =>
    value == null || test(value);
  const dated = (value: string | null | undefined, test: (date: string, value: string) => boolean) =>
    given(value, (other) => todo.dueDate !== null && test(todo.dueDate, other));
  return (
    given(and, (filters) => filters.every((each) => matches(todo, each))) &&
    given(or, (filters) => filters.some((each) => matches(todo, each))) &&
    given(not, (negated) => !matches(todo, negated)) &&
    given(isDone?.eq, (value) => todo.isDone === value) &&
    given(priority?.eq, (name) => todo.priority === Priority[name]) &&
    given(priority?.in, (names) => names.some((name) => todo.priority === Priority[name])) &&
    dated(dueDate?.eq, (date, value) => date === value) &&
    dated(dueDate?.lt, (date, value) => date < value) &&
    dated(dueDate?.lte, (date, value) => date <= value) &&
    dated(dueDate?.gt, (date, value) => date > value) &&
    dated(dueDate?.gte, (date, value) => date >= value) &&
    given(dueDate?.isNull, (value) => (todo.dueDate === null) === value) &&
    given(title?.contains, (text) => todo.title.toUpperCase().includes(text.toUpperCase()))
  );
}

const day = fc.constantFrom(...dueDates);
const level = fc.constantFrom(...(Object.keys(Priority) as (keyof typeof Priority)[]));
const text = fc.array(fc.constantFrom(...SAMPLE_TEXTS), { maxLength: 2 }).map((parts) => parts.join(''));
/** A few of these properties, some of them null. */
const some = <Properties extends object>(
  properties: { [Name in keyof Properties]: fc.Arbitrary<Properties[Name]> },
) => fc.record(properties, { requiredKeys: [] });
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ isDone: fc.option(some({ eq: fc.option(fc.boolean()) })) }),
  fc.record({ priority: some({ eq: fc.option(level), in: fc.option(fc.array(level, { maxLength: 3 })) }) }),
  fc.record({
    dueDate: fc.constantFrom('eq', 'lt', 'lte', 'gt', 'gte').chain((name) => fc.record({ [name]: day })),
  }),
  fc.record({ dueDate: some({ gte: fc.option(day), lt: fc.option(day), isNull: fc.option(fc.boolean()) }) }),
  fc.record({ title: fc.option(some({ contains: fc.option(text) })) }),
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

const FIND =
  'query ($filter: TodoFilter) { todos(first: 100, filter: $filter) { totalCount nodes { title } } }';

describeDatabases('filtering todos', (database) => {
  test('finds and counts exactly what a plain evaluation of the filter does', async () => {
    const api = await openApi(database);
    const todos = fc.sample(sampleTodo, 100);
    await replaceTodos(api.em, todos);
    const find = async (asked: Filter) => {
      const found = (await api.data(FIND, { filter: asked })).todos;
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
