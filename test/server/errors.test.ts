import { beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { formatError } from '../../src/server/errors/format-error.ts';
import { newScope, requestScope } from '../../src/server/request-scope.ts';
import { describeDatabases } from '../support/databases.ts';
import { keptLog } from './log-lines.ts';
import { type TestServer, testServer } from './server.ts';

test('an error that code of ours marks as internal is masked like one that nobody foresaw', () => {
  const error = new GraphQLError('select "secret"', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  expect(formatError(error.toJSON(), error)).toMatchObject({
    message: 'Something went wrong on the server. Its log has the cause under this request id.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

describe('an error as it leaves the server', () => {
  const mistake = (message: string, extensions: object = {}) =>
    new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', ...extensions } });

  test('has of its extensions what is meant for callers', () => {
    const error = mistake('x', { argument: 'first', cost: 1, sql: 'select 1', stacktrace: ['at x'] });
    expect(formatError(error.toJSON(), error).extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'first',
      cost: 1,
    });
  });

  test('says no code of what it only wraps', () => {
    const originalError = Object.assign(new Error('x'), { extensions: { code: 'FOREIGN' } });
    const error = new GraphQLError('x', { originalError });
    expect(formatError(error.toJSON(), error).extensions?.code).toBe('INTERNAL_SERVER_ERROR');
  });

  test('is cut between characters, and names up to 20 places', () => {
    const error = mistake(`x${'😀'.repeat(600)}`);
    const locations = Array.from({ length: 30 }, (_, line) => ({ line, column: 1 }));
    const formatted = formatError({ ...error.toJSON(), locations }, error);
    expect(formatted.message).toHaveLength(1_001);
    expect(formatted.message.isWellFormed()).toBe(true);
    expect(formatted.locations).toHaveLength(20);
  });

  test('leaves a line for each cause, and ten for one request', () => {
    const { log, lines } = keptLog();
    const scope = newScope('ticket-1', log);
    const fail = (cause: unknown) =>
      requestScope.run(scope, () => {
        const error = new GraphQLError('x', { originalError: cause as Error, path: ['todos'] });
        formatError(error.toJSON(), error);
      });
    const cause = new Error('x');
    fail(cause);
    fail(cause);
    expect(lines).toHaveLength(1);
    for (let index = 0; index < 20; index++) {
      fail(new Error('y'));
    }
    expect(lines).toHaveLength(10);
  });

  test('leaves the cause in the log, where Apollo hands on an error of its own', () => {
    const { log, lines } = keptLog();
    const scope = { ...newScope('ticket-1', log), failure: new TypeError('the cause') };
    const error = new GraphQLError('Internal server error');
    requestScope.run(scope, () => formatError(error.toJSON(), error));
    expect(lines).toEqual([
      expect.objectContaining({ err: expect.objectContaining({ type: 'TypeError', message: 'the cause' }) }),
    ]);
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
    [
      'more wrong values in a variable than are told',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: Array.from({ length: 100 }, () => null) },
      400,
    ],
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
    const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
    expect([codes.length > 0, new Set(codes)]).toEqual([true, new Set(['BAD_USER_INPUT'])]);
  });

  test('no answer carries a stack trace', async () => {
    const answer = await api.ask('{ nope }');
    expect(Object.keys(answer.errors?.[0]?.extensions ?? {})).toEqual(['code', 'requestId']);
  });
});
