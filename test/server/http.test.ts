import { beforeAll, describe, expect, test } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { openOrm } from '../../src/database/orm.ts';
import { createDatabase } from '../support/templates.ts';
import { hs256, SECRET } from './authentication/tokens.ts';
import { type TestServer, testServer } from './server.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const QUERY = { query: '{ __typename }' };

let api: TestServer;

beforeAll(async () => {
  api = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')));
});

describe('what is no GraphQL request is answered in the form of a GraphQL error', () => {
  test.each<[string, InjectOptions, number, string, string | RegExp]>([
    [
      'an address where nothing is',
      { url: '/todos?secret=1' },
      404,
      'NOT_FOUND',
      'Nothing is at GET /todos. The API is at /graphql.',
    ],
    ['a body that is no JSON', { payload: '{' }, 400, 'BAD_REQUEST', /not valid JSON/],
    ['no body', {}, 400, 'BAD_REQUEST', /body/i],
    ['a batch', { payload: [QUERY] }, 400, 'BAD_REQUEST', 'Operation batching disabled.'],
    [
      'a body over 1 MiB',
      { payload: { query: ' '.repeat(1024 * 1024) } },
      413,
      'PAYLOAD_TOO_LARGE',
      'Request body is too large',
    ],
    [
      'a body of another type',
      { headers: { 'content-type': 'application/xml' }, payload: '<a/>' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      /Unsupported Media Type/,
    ],
    [
      'a form of another site (CSRF)',
      { headers: { 'content-type': 'text/plain' }, payload: JSON.stringify(QUERY) },
      400,
      'BAD_REQUEST',
      /Cross-Site Request Forgery/,
    ],
    [
      'a method that GraphQL does not use',
      { method: 'PUT', payload: QUERY },
      405,
      'BAD_REQUEST',
      /GET\/POST/,
    ],
    [
      'a key that would change the prototype',
      { payload: '{"query":"{ __typename }","__proto__":{"a":1}}' },
      400,
      'BAD_REQUEST',
      /JSON|__proto__/,
    ],
  ])('%s', async (_what, options, status, code, message) => {
    const answer = await api.server.inject({
      method: options.url === undefined ? 'POST' : 'GET',
      url: '/graphql',
      headers: JSON_TYPE,
      ...options,
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.body)).toEqual({
      errors: [
        {
          message: message instanceof RegExp ? expect.stringMatching(message) : message,
          extensions: { code, requestId: answer.headers['x-request-id'] },
        },
      ],
    });
  });
});

describe('what breaks outside of GraphQL', () => {
  let broken: TestServer;
  beforeAll(async () => {
    broken = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')));
    broken.server.get('/broken', () => {
      throw new Error('hush');
    });
    broken.server.get('/mistaken', () => {
      throw Object.assign(new Error('hush'), { statusCode: 422 });
    });
  });

  test('is masked, and logged once with its cause', async () => {
    const answer = await broken.server.inject({ url: '/broken', headers: { 'x-request-id': 'ticket-1' } });
    expect([answer.statusCode, answer.json()]).toEqual([
      500,
      {
        errors: [
          {
            message: 'Something went wrong on the server. Its log has the cause under this request id.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'ticket-1' },
          },
        ],
      },
    ]);
    expect(broken.log.filter(({ level }) => Number(level) >= 50)).toEqual([
      expect.objectContaining({ requestId: 'ticket-1', err: expect.objectContaining({ message: 'hush' }) }),
    ]);
    expect(broken.log.at(-1)).toMatchObject({ status: 500, codes: ['INTERNAL_SERVER_ERROR'] });
  });

  test('says no more than that the request cannot be read, where a library takes it for a mistake', async () => {
    const answer = await broken.server.inject('/mistaken');
    expect([answer.statusCode, answer.json().errors]).toEqual([
      422,
      [expect.objectContaining({ message: 'The request cannot be read.' })],
    ]);
  });
});

test('a Host that is none is a bad request', async () => {
  const { server } = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')), {
    AUTH_SECRET: SECRET,
  });
  const headers = { ...JSON_TYPE, host: '%%%', authorization: `Bearer ${await hs256()}` };
  const answer = await server.inject({ method: 'POST', url: '/graphql', headers, payload: QUERY });
  expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
});

describe('the request id', () => {
  test.each(['a', 'b3f1c2d4-0000-4000-8000-000000000000', 'Root=1-67891233-abcdef012345678912345678'])(
    '%s of the caller is kept, returned and logged',
    async (id) => {
      const answer = await api.ask('{ __typename }', {}, { 'x-request-id': id });
      expect(answer.headers['x-request-id']).toBe(id);
      expect(api.log.at(-1)).toMatchObject({ requestId: id, method: 'POST', path: '/graphql', status: 200 });
    },
  );

  test.each(['', 'a b', 'x'.repeat(129), 'a"b', '{"level":50}'])(
    '%j is replaced by a new one',
    async (id) => {
      const answer = await api.ask('{ __typename }', {}, { 'x-request-id': id });
      expect(answer.headers['x-request-id']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    },
  );
});

test('the log of a request holds no query string', async () => {
  const url = '/graphql?query={todos(filter:{title:{contains:"secret"}}){totalCount}}';
  await api.server.inject({ url, headers: { 'apollo-require-preflight': '1' } });
  expect(api.log.at(-1)).toMatchObject({ method: 'GET', path: '/graphql', status: 200 });
  expect(JSON.stringify(api.log.at(-1))).not.toContain('secret');
});

test('no cache keeps an answer', async () => {
  expect((await api.ask('{ __typename }')).headers['cache-control']).toBe('no-store');
});

test('/ leads to /graphql', async () => {
  const answer = await api.server.inject({ url: '/' });
  expect([answer.statusCode, answer.headers.location]).toEqual([302, '/graphql']);
});
