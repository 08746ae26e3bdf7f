import { expect, test } from '@jest/globals';
import { openApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';

/** By Unicode code point: U+FFFF before 😀, which JavaScript's own order would put first. */
const IN_ORDER = ['A', 'B', 'Z', '_', 'a', 'b', 'z', 'É', 'ß', 'é', 'Σ', 'あ', '￿', '😀'];

describeDatabases('the order of titles', (database) => {
  test.each([undefined, 'en-x-icu'])(
    'is by code point (the column has the collation %s)',
    async (collation) => {
      const api = await openApi(database);
      if (database.dialect === 'postgresql' && collation !== undefined) {
        await api.em.execute(`alter table todos alter column title type varchar(200) collate "${collation}"`);
      }
      for (const title of IN_ORDER.toReversed()) {
        await api.data(
          'mutation ($title: String!) { createTodo(input: { title: $title }) { todo { id } } }',
          { title },
        );
      }
      const { up, down } = await api.data(`{
      up: todos(orderBy: { field: TITLE }) { nodes { title } }
      down: todos(orderBy: { field: TITLE, direction: DESC }) { nodes { title } }
    }`);
      expect(up.nodes.map(({ title }: { title: string }) => title)).toEqual(IN_ORDER);
      expect(down.nodes.map(({ title }: { title: string }) => title)).toEqual(IN_ORDER.toReversed());

      const walked: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { todos } = await api.data(
          'query ($after: String) { todos(first: 3, after: $after, orderBy: { field: TITLE }) { nodes { title } pageInfo { endCursor hasNextPage } } }',
          { after },
        );
        walked.push(...todos.nodes.map(({ title }: { title: string }) => title));
        ({ endCursor: after, hasNextPage: more } = todos.pageInfo);
      }
      expect(walked).toEqual(IN_ORDER);
    },
  );
});
