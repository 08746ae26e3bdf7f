import { beforeAll, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { formatError } from '../../src/server/errors/format-error.ts';
import { describeDatabases } from '../support/databases.ts';
import { type TestServer, testServer } from './server.ts';

test('an error that code of ours marks as internal is masked like one that nobody foresaw', () => {
  const error = new GraphQLError('select "secret"', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  expect(formatError(error.toJSON(), error)).toMatchObject({
    message: 'Something went wrong on the server. Its log has the cause under this request id.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

describeDatabases('errors', (database) => {
  let api: TestServer;

  beforeAll(async () => {
    api = await testServer(await database.open());
  });

  test('an error that nobody foresaw says nothing but its request id, and is logged once with its cause', async () => {
    const orm = await database.open();
    const broken = await testServer(orm);
    await orm.driver.execute('alter table todos rename to gone');
    const answer = await broken.ask('{ todos { totalCount } }', {}, { 'x-request-id': 'ticket-1' });
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([
      {
        message: 'Something went wrong on the server. Its log has the cause under this request id.',
        locations: [{ line: 1, column: expect.any(Number) }],
        path: expect.arrayContaining(['todos']),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'ticket-1' },
      },
    ]);
    const lines = broken.log.filter(({ level }) => level === 50);
    expect(lines).toEqual([expect.objectContaining({ requestId: 'ticket-1', msg: 'Unexpected error' })]);
    expect(JSON.stringify(lines[0]?.err)).toMatch(/no such table|does not exist/);
  });

  test.each([
    ['a query that does not parse', '{', 400, 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', '{ nope }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a bad argument', '{ todos(first: 0) { totalCount } }', 200, 'BAD_USER_INPUT'],
  ])('%s: its own message, with code and request id', async (_what, query, status, code) => {
    const answer = await api.ask(query);
    expect(answer.status).toBe(status);
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: expect.not.stringMatching(/went wrong/),
        extensions: expect.objectContaining({ code, requestId: answer.headers['x-request-id'] }),
      }),
    ]);
  });

  test.each([
    ['a variable of the wrong type', 'query ($n: Int) { todos(first: $n) { totalCount } }', { n: 'x' }, 400],
    ['null in a variable that must not be', 'query ($id: ID!) { todo(id: $id) { id } }', { id: null }, 400],
    [
      'a variable without a value in an argument that must have one',
      'query ($s: Boolean = true) { todos @include(if: $s) { totalCount } }',
      { s: null },
      200,
    ],
  ])('%s is BAD_USER_INPUT', async (_what, query, variables, status) => {
    const answer = await api.ask(query, variables);
    expect(answer.status).toBe(status);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('no answer carries a stack trace', async () => {
    const answer = await api.ask('{ nope }');
    expect(Object.keys(answer.errors?.[0]?.extensions ?? {})).toEqual(['code', 'requestId']);
  });
});
