import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { type Orm, openOrm } from '../../src/database/orm.ts';
import { typeDefs } from '../../src/resolvers/index.ts';
import { tabs } from '../../src/server/explorer/tabs.ts';
import { createDatabase } from '../support/templates.ts';
import { type TestServer, testServer } from './server.ts';

/** What Chromium sends when an address is opened. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const ELSEWHERE = /(?:src|href)="(?!\/|data:)/;

let orm: Orm;
let api: TestServer;

beforeAll(async () => {
  orm = await openOrm(await createDatabase('sqlite', 'migrated'));
  api = await testServer(orm);
});

const open = (url = '/graphql', { server } = api) => server.inject({ url, headers: { accept: BROWSER } });

describe('the page', () => {
  test.each(['/graphql', '/graphql?query={__typename}'])('a browser that opens %s gets it', async (url) => {
    const page = await open(url);
    expect([page.statusCode, page.headers['content-type'], page.headers.vary]).toEqual([
      200,
      'text/html; charset=utf-8',
      'accept',
    ]);
    expect(page.body).toContain('GraphiQL');
  });

  test.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'a program that accepts %s gets an answer of the API',
    async (accept) => {
      const { body } = await api.server.inject({
        url: '/graphql?query={__typename}',
        headers: { accept, 'apollo-require-preflight': '1' },
      });
      expect(JSON.parse(body)).toMatchObject({ data: { __typename: 'Query' } });
    },
  );

  test('a program that accepts some other text gets no page', async () => {
    const { headers } = await api.server.inject({
      url: '/graphql?query={__typename}',
      headers: { accept: 'text/plain', 'apollo-require-preflight': '1' },
    });
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  test('loads from this server only, runs no foreign script and can be framed by nobody', async () => {
    const { body, headers } = await open();
    expect(body).not.toMatch(ELSEWHERE);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'sha256-[\w+/]{43}='; .*frame-ancestors 'none'$/,
    );
  });

  test('every file that it names is served, for ever, compressed where the browser can', async () => {
    const { body } = await open();
    const files = [...body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file]) => file);
    expect(files).toHaveLength(2);
    for (const url of files) {
      const plain = await api.server.inject({ url });
      const zipped = await api.server.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
      expect([plain.statusCode, zipped.statusCode]).toEqual([200, 200]);
      expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(zipped.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(zipped.rawPayload).equals(plain.rawPayload)).toBe(true);
    }
  });

  test('another file is not found', async () => {
    const { body } = await open();
    const folder = /src="(\/.+\/)graphiql\.js"/.exec(body)?.[1];
    for (const file of ['nope.js', '..%2f..%2fpackage.json', 'constructor']) {
      expect((await api.server.inject({ url: `${folder}${file}` })).statusCode).toBe(404);
    }
  });
});

test('each of its tabs is a valid operation', () => {
  const schema = buildSchema(typeDefs);
  for (const { query } of tabs) {
    expect(validate(schema, parse(query), specifiedRules)).toEqual([]);
  }
});

test('its first three tabs are queries, and find what the fourth creates', async () => {
  const kinds = tabs.map(({ query }) => /^(query|mutation|subscription) /m.exec(query)?.[1]);
  expect(kinds.slice(0, 3)).toEqual(['query', 'query', 'query']);
  const [list, overview, search, create] = tabs.map(
    ({ query, variables }) =>
      () =>
        api.ask(query, variables === undefined ? undefined : JSON.parse(variables)),
  );
  expect(await create?.()).toMatchObject({
    data: { createTodo: { todo: { title: 'Buy milk' }, userErrors: [] } },
  });
  expect(await list?.()).toMatchObject({
    data: { todos: { totalCount: 1, nodes: [{ title: 'Buy milk' }] } },
  });
  expect(await overview?.()).toMatchObject({ data: { todoCounts: { inbox: 1 }, lists: { nodes: [] } } });
  expect(await search?.()).toMatchObject({ data: { searchTodos: { nodes: [{ title: 'Buy milk' }] } } });
});

describe('turned off', () => {
  let closed: TestServer;
  beforeAll(async () => {
    closed = await testServer(orm, { EXPLORER: 'false' });
  });

  test('there is no page', async () => {
    const page = await open('/graphql', closed);
    expect([page.statusCode, page.headers['content-type']]).toEqual([400, 'application/json; charset=utf-8']);
  });

  test('introspection is refused, and errors suggest no names', async () => {
    const answer = await closed.ask('{ __schema { queryType { name } } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await closed.ask('{ todoos { totalCount } }')).errors?.[0]?.message).not.toContain(
      'Did you mean',
    );
    expect((await api.ask('{ todoos { totalCount } }')).errors?.[0]?.message).toContain('Did you mean');
  });
});
