import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { formatError } from '../../../src/server/errors/format-error.ts';
import { type DescribedError, describeError } from '../../../src/server/logging/describe-error.ts';
import { newScope, requestScope } from '../../../src/server/request-scope.ts';
import { describeDatabases } from '../../support/databases.ts';
import { keptLog } from '../log-lines.ts';
import { testServer } from '../server.ts';

/** What nobody may find again: with quotes, line breaks and what looks like a frame of a stack. */
const SECRET = 'hush-7f3a';
const TITLE = `${SECRET} "quoted' \n    at ${SECRET} (file.ts:1:1)`;

/** An error that says everything it should not, everywhere. */
function talkative(message: string, fields: object = {}): Error {
  const said = `${SECRET} select * from todos where title = '${SECRET}'`;
  return Object.assign(new Error(message, { cause: new Error(`value: ${said}`) }), {
    detail: `Failing row contains (1, ${SECRET}).`,
    where: said,
    query: said,
    parameters: [SECRET],
    rawPacket: Buffer.from(SECRET),
    extensions: { sql: said },
    ...fields,
  });
}

const ERRORS: [string, unknown][] = [
  [
    'a value in the wrong form',
    talkative(`invalid input syntax for type uuid: "${TITLE}"`, { code: '22P02' }),
  ],
  [
    'a broken rule',
    talkative('new row for relation "todos" violates check constraint "ck"', { code: '23514' }),
  ],
  ['a message that ends like a frame', talkative(`It failed: "\n    at ${SECRET} (file.ts:1:1)`)],
  ['a failure inside of PostgreSQL', talkative(`unexpected "${SECRET}"`, { code: 'XX000' })],
  ['an error of the system', talkative(`EPERM: open '${SECRET}'`, { code: 'EPERM' })],
  ['an error of JSON', talkative(`Unexpected token 'h', "${SECRET}" is not valid JSON`)],
  ['an error without a message', talkative('')],
  ['a GraphQLError around one', new GraphQLError(`"${SECRET}"`, { originalError: talkative(`"${SECRET}"`) })],
  ['a foreign code', talkative('x', { extensions: { code: 'FOREIGN', sql: SECRET } })],
  ['several', new AggregateError([talkative(`value: ${SECRET}`)], `'${SECRET}'`)],
  ['a text', SECRET],
  ['an object', { password: SECRET }],
  [
    'a getter that throws',
    Object.defineProperty(new Error('x'), 'cause', {
      get: () => {
        throw new Error(SECRET);
      },
    }),
  ],
];

describe.each(ERRORS)('%s', (_what, error) => {
  test('the log has nothing of what it quotes', () => {
    const { log, lines } = keptLog('trace');
    log.error({ err: error }, 'Unexpected error');
    if (error instanceof Error) {
      log.error(error);
    }
    expect(lines).not.toEqual([]);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });

  test('the answer has nothing but the code and the request id, and the log one line', () => {
    const { log, lines } = keptLog();
    const located =
      error instanceof GraphQLError
        ? error
        : new GraphQLError('x', { originalError: error as Error, path: ['todos'] });
    const formatted = requestScope.run(newScope('ticket-1', log), () =>
      formatError(located.toJSON(), located),
    );
    expect(formatted.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'ticket-1' });
    expect(JSON.stringify([formatted, lines])).not.toContain(SECRET);
    expect(lines).toHaveLength(1);
  });
});

test('a line is no longer than a person reads, however much an error carries', () => {
  const nested = (depth: number): Error =>
    new Error('x'.repeat(2_000), { cause: depth === 0 ? undefined : nested(depth - 1) });
  let described: DescribedError | undefined = describeError(nested(10));
  let depth = 0;
  for (; described !== undefined; described = described.cause) {
    expect(described.message).toHaveLength(501);
    depth++;
  }
  expect(depth).toBe(6);
  expect(describeError(new AggregateError(Array(100).fill(nested(0)))).errors).toHaveLength(5);
  expect(describeError({ code: 'X'.repeat(100) }).code).toHaveLength(64);
});

test('no field that may hold a secret is written, whoever logs it', () => {
  const { log, lines } = keptLog();
  const names = ['authorization', 'cookie', 'password', 'token', 'secret', 'variables', 'connectionString'];
  const secrets = Object.fromEntries(names.map((name) => [name, SECRET]));
  const request = { url: `/?${SECRET}`, headers: secrets };
  log.info({ ...secrets, headers: secrets, params: secrets, req: request, res: request }, 'All of them');
  log.error({ error: talkative(`"${SECRET}"`) }, 'As another name');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({ password: '…', headers: { cookie: '…' }, params: { token: '…' } });
  expect(JSON.stringify(lines)).not.toContain(SECRET);
});

test('what an operator needs of an error stays: type, code, names of tables, frames and causes', () => {
  const error = Object.assign(
    new Error('relation "todos" does not exist', { cause: new TypeError('x is not a function') }),
    {
      code: '42P01',
      table: 'todos',
    },
  );
  expect(describeError(error)).toEqual({
    type: 'Error',
    code: '42P01',
    table: 'todos',
    message: 'relation "todos" does not exist',
    stack: expect.stringContaining('secrets.test.ts'),
    cause: { type: 'TypeError', message: 'x is not a function', stack: expect.any(String) },
  });
});

describeDatabases('requests that carry secrets', (database) => {
  test('however they fail, neither log nor answer repeats them', async () => {
    const orm = await database.open();
    const api = await testServer(orm);
    const headers = { authorization: `Bearer ${SECRET}`, cookie: `session=${SECRET}` };
    const create = 'mutation ($title: String!) { createTodo(input: { title: $title }) { todo { id } } }';
    expect(await api.ask(create, { title: TITLE }, headers)).toMatchObject({ status: 200 });
    await api.server.inject({
      url: `/graphql?query={todos{totalCount}}&variables={"a":"${SECRET}"}`,
      headers,
    });
    await api.server.inject({
      method: 'POST',
      url: '/graphql',
      payload: `{"query": ${SECRET}`,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    await api.server.inject({ url: `/${encodeURIComponent('%')}%?${SECRET}`, headers });
    await orm.driver.execute('alter table todos rename to gone');
    const answer = await api.ask(create, { title: TITLE }, headers);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(JSON.stringify(answer)).not.toMatch(/insert|todos|select/);
    expect(api.log.filter(({ level }) => level === 50)).toHaveLength(1);
    expect(JSON.stringify(api.log)).not.toContain(SECRET);
  });
});
