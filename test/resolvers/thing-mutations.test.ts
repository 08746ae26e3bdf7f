import { beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';

const ERRORS = 'userErrors { code field message }';
const OTHER_TYPE = toGlobalId('Todo', '01a2086e-d5be-76d7-b571-f0961e560d3f');

describeDatabases('the mutations of', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(database);
  });

  describe.each([
    ['lists', 'List', 'list', '[{ field: POSITION }]'],
    ['tags', 'Tag', 'tag', '[{ field: NAME }]'],
  ] as const)('%s', (plural, type, field, order) => {
    const fields = 'id name color version deletedAt openTodoCount';
    let names = 0;
    const newName = () => `${field} ${++names}`;
    /** Runs the mutation of this name, asking for the whole payload. */
    const mutate = async (verb: string, input: object, more = '') => {
      const operation = `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}${type}Input!) {
        payload: ${verb}${type}(input: $input) { ${field} { ${fields} } ${more} ${ERRORS} }
      }`;
      return (await api.data(operation, { input })).payload;
    };
    const change = (input: object) =>
      api.run(
        `mutation ($input: Change${type}sInput!) {
          payload: change${type}s(input: $input) { results { ${field} { ${fields} } ${ERRORS} } ${ERRORS} }
        }`,
        { input },
      );
    const read = async (id: string) =>
      (await api.data(`query ($id: ID!) { ${field}(id: $id) { ${fields} } }`, { id }))[field];

    test('create, with its edge in the default order', async () => {
      const edge = `${field}Edge { cursor node { name todos { totalCount } } }`;
      const name = newName();
      const payload = await mutate('create', { name }, edge);
      expect(payload).toEqual({
        [field]: {
          id: expect.any(String),
          name,
          color: 'GREY',
          version: 1,
          deletedAt: null,
          openTodoCount: 0,
        },
        [`${field}Edge`]: { cursor: expect.any(String), node: { name, todos: { totalCount: 0 } } },
        userErrors: [],
      });
      expect(await read(payload[field].id)).toEqual(payload[field]);
      const { cursor } = payload[`${field}Edge`];
      const page = `query ($after: String) { ${plural}(before: $after, last: 100, orderBy: ${order}) { nodes { id } } }`;
      const { nodes } = (await api.data(page, { after: cursor }))[plural];
      expect(nodes).not.toContainEqual({ id: payload[field].id });
    });

    test('create again with the same id, and with other content', async () => {
      const input = { id: crypto.randomUUID(), name: newName() };
      const first = await mutate('create', input);
      expect(await mutate('create', input)).toEqual(first);
      const conflict = await mutate('create', { ...input, color: 'RED' });
      expect(conflict[field]).toEqual(first[field]);
      expect(conflict.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['id'] }]);
    });

    test('update, delete and restore', async () => {
      const { id } = (await mutate('create', { name: newName() }))[field];
      const updated = await mutate('update', { id, expectedVersion: 1, color: 'PINK' });
      expect(updated).toMatchObject({ [field]: { color: 'PINK', version: 2 }, userErrors: [] });
      const conflict = await mutate('update', { id, expectedVersion: 1, color: 'BLUE' });
      expect(conflict[field]).toEqual(updated[field]);
      expect(conflict.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['expectedVersion'] }]);

      const deleted = await mutate('delete', { id }, 'deletedId');
      expect(deleted).toMatchObject({ deletedId: id, userErrors: [] });
      expect(deleted[field].deletedAt).toMatch(/Z$/);
      expect(await read(id)).toBeNull();
      expect(await mutate('delete', { id }, 'deletedId')).toMatchObject({
        deletedId: null,
        [field]: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
      });
      const restored = await mutate('restore', { id });
      expect(restored).toMatchObject({ [field]: { version: 4, deletedAt: null }, userErrors: [] });
      expect(await read(id)).toEqual(restored[field]);
    });

    test('several changes at once, each by itself', async () => {
      const { id } = (await mutate('create', { name: newName() }))[field];
      const name = newName();
      const { data } = await change({
        changes: [{ create: { name } }, { update: { id, name: '' } }, { update: { id, color: 'RED' } }],
      });
      expect(data?.payload).toMatchObject({
        results: [
          { [field]: { name }, userErrors: [] },
          { [field]: null, userErrors: [{ code: 'BLANK', field: ['changes', '1', 'update', 'name'] }] },
          { [field]: { id, color: 'RED', version: 2 }, userErrors: [] },
        ],
        userErrors: [{ code: 'BLANK' }],
      });
    });

    test('several changes at once, all or nothing', async () => {
      const { id } = (await mutate('create', { name: newName() }))[field];
      const { data } = await change({
        allOrNothing: true,
        changes: [{ delete: { id } }, { restore: { id } }, { update: { id, name: ' ' } }],
      });
      expect(data?.payload).toMatchObject({
        results: [
          { [field]: null, userErrors: [] },
          { [field]: null, userErrors: [] },
          { [field]: null, userErrors: [{ code: 'BLANK' }] },
        ],
      });
      expect(await read(id)).toMatchObject({ version: 1 });
    });

    test.each([
      ['an id of another type', [{ delete: { id: OTHER_TYPE } }], 'input.changes.0.delete.id'],
      ['no id at all', [{ delete: { id: 'x' } }], 'input.changes.0.delete.id'],
      ['no change', [], 'input.changes'],
      ['101 changes', new Array(101).fill({ create: { name: 'x' } }), 'input.changes'],
    ])('what a program got wrong is BAD_USER_INPUT: %s', async (_what, changes, argument) => {
      const { errors } = await change({ changes });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    });
  });

  test('moveList', async () => {
    const create = async (name: string): Promise<string> => {
      const operation = `mutation ($name: String!) { createList(input: { name: $name }) { list { id } } }`;
      return (await api.data(operation, { name })).createList.list.id;
    };
    const [a, b, c] = [await create('a'), await create('b'), await create('c')];
    const move = `mutation ($input: MoveListInput!) { moveList(input: $input) { list { id version } ${ERRORS} } }`;
    const { moveList } = await api.data(move, { input: { id: c, afterId: a } });
    expect(moveList).toEqual({ list: { id: c, version: 2 }, userErrors: [] });
    const inOrder = async () =>
      (await api.data('{ lists(last: 3) { nodes { id } } }')).lists.nodes.map(({ id }: { id: string }) => id);
    expect(await inOrder()).toEqual([a, c, b]);
    await api.data(move, { input: { id: a } });
    expect(await inOrder()).toEqual([c, b, a]);
    for (const [input, argument] of [
      [{ id: a, afterId: b, to: 'START' }, 'input.to'],
      [{ id: a, afterId: b, beforeId: c }, 'input.beforeId'],
      [{ id: a, afterId: a }, 'input.afterId'],
      [{ id: a, beforeId: OTHER_TYPE }, 'input.beforeId'],
    ] as const) {
      const { errors } = await api.run(move, { input });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    }
  });

  test('a taken name of a tag is a field error, and a list may have any', async () => {
    const tag = `mutation { createTag(input: { name: "Éa" }) { tag { id } tagEdge { cursor } ${ERRORS} } }`;
    await api.data(tag);
    expect((await api.data(tag.replace('Éa', 'éA'))).createTag).toMatchObject({
      tag: null,
      tagEdge: null,
      userErrors: [{ code: 'TAKEN', field: ['name'] }],
    });
    const list = `mutation { createList(input: { name: "same" }) { list { id } ${ERRORS} } }`;
    expect([await api.data(list), await api.data(list)]).toMatchObject([
      { createList: { userErrors: [] } },
      { createList: { userErrors: [] } },
    ]);
  });
});
