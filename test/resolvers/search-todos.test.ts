import { beforeAll, expect, test } from '@jest/globals';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { aTodo, replaceThings } from '../support/things.ts';

const SEARCH = `query ($text: String!, $first: Int, $after: String, $last: Int, $before: String, $filter: TodoFilter) {
  searchTodos(text: $text, first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    totalCount
    nodes { title }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

describeDatabases('searching todos', (database) => {
  let api: TestApi;
  const created = (day: number) => ({ createdAt: new Date(day * 86_400_000) });
  beforeAll(async () => {
    api = await openApi(database);
    await replaceThings(api.em, {
      todos: [
        aTodo({ title: 'Buy crème brûlée', description: 'for the party', ...created(1) }),
        aTodo({ title: 'CREME for the party', ...created(2) }),
        aTodo({ title: 'Call Ann', description: 'about the creme of the party', ...created(3) }),
        aTodo({ title: 'Creme', description: 'party', completedAt: new Date(0), ...created(4) }),
        aTodo({ title: 'creme party', deletedAt: new Date(0), ...created(5) }),
        aTodo({ title: 'creme party', ownerId: 'somebody else', ...created(6) }),
        aTodo({ title: 'Nothing of it', ...created(7) }),
      ],
    });
  });
  const search = async (variables: Record<string, unknown>) =>
    (await api.data(SEARCH, variables)).searchTodos;
  const titles = (found: { nodes: { title: string }[] }) => found.nodes.map(({ title }) => title);
  const IN_ORDER = ['CREME for the party', 'Creme', 'Buy crème brûlée', 'Call Ann'];

  test('finds every word or its beginning, what fits best first, then the newest', async () => {
    const found = await search({ text: 'crem party' });
    expect(titles(found)).toEqual(IN_ORDER);
    expect(found.totalCount).toBe(4);
  });

  test('is paged both ways', async () => {
    const { pageInfo, ...first } = await search({ text: 'crème par', first: 3 });
    expect([titles(first), pageInfo.hasNextPage]).toEqual([IN_ORDER.slice(0, 3), true]);
    const rest = await search({ text: 'crème par', first: 3, after: pageInfo.endCursor });
    expect([titles(rest), rest.pageInfo.hasPreviousPage]).toEqual([IN_ORDER.slice(3), true]);
    const back = await search({ text: 'crème par', last: 2, before: rest.pageInfo.startCursor });
    expect([titles(back), back.pageInfo.hasPreviousPage]).toEqual([IN_ORDER.slice(1, 3), true]);
  });

  test('can be filtered', async () => {
    const found = await search({ text: 'party creme', filter: { isDone: { eq: true } } });
    expect(titles(found)).toEqual(['Creme']);
  });

  test.each(['', '  ', '"', `'; drop table todos; --`, '* AND', '\0', '\ud800'])(
    '%j finds nothing and fails nothing',
    async (text) => {
      expect((await search({ text })).totalCount).toBe(0);
    },
  );

  test('a text that is too long is refused', async () => {
    const { errors } = await api.run(SEARCH, { text: 'a'.repeat(201) });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'text' } }]);
  });
});
