import { beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { parseConfig } from '../../../src/config.ts';
import { openOrm } from '../../../src/database/orm.ts';
import { measure } from '../../../src/server/limits/measure.ts';
import { prepareOperation } from '../../../src/server/subscriptions/prepare-operation.ts';
import { createDatabase } from '../../support/templates.ts';
import { type TestServer, testServer } from '../server.ts';

let api: TestServer;

beforeAll(async () => {
  api = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')));
});

/** `each` of the numbers from 0 to `count` - 1, in one text. */
function repeat(count: number, each: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => each(index)).join(' ');
}

/** Why a query that comes through a socket is refused. */
function refusals(query: string, variables?: Record<string, unknown>): string[] {
  const prepared = prepareOperation({ query, variables }, parseConfig({}));
  return 'schema' in prepared ? [] : prepared.map(({ message }) => message);
}

/** Fragments that spread the next one twice: 2^count fields. */
function bomb(count: number, last: string): string {
  const fragments = repeat(
    count,
    (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
  );
  return `{ ...F0 } ${fragments} fragment F${count} on Query { ${last} }`;
}

describe('measure', () => {
  test.each([
    ['{ a }', { depth: 1, fields: 1, rootFields: 1, aliases: 0, directives: 0 }],
    ['{ a { b c } d }', { depth: 2, fields: 4, rootFields: 2, aliases: 0, directives: 0 }],
    ['{ x: a { y: b } }', { depth: 2, fields: 2, rootFields: 1, aliases: 2, directives: 0 }],
    [
      'query ($v: A @one) @two { ... on Query @three { a @four } ...F @five } fragment F on Query @six { b }',
      { depth: 1, fields: 2, rootFields: 2, aliases: 0, directives: 6 },
    ],
    [
      '{ ...F a { ...F } } fragment F on Query { x: b { c } }',
      { depth: 3, fields: 5, rootFields: 2, aliases: 2, directives: 0 },
    ],
    // The largest operation.
    [
      'query A { a b } query B { c { d } }',
      { depth: 2, fields: 2, rootFields: 2, aliases: 0, directives: 0 },
    ],
    // What spreads itself, or is not there, is for validation to refuse.
    [
      '{ ...F } fragment F on Query { a ...F }',
      { depth: 1, fields: 1, rootFields: 1, aliases: 0, directives: 0 },
    ],
    ['{ ...None }', { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 }],
  ])('%s', (query, measures) => {
    expect(measure(parse(query))).toEqual(measures);
  });

  test('a fragment that no operation spreads counts, as it is validated', () => {
    expect(measure(parse('{ a } fragment F on Query { a b c @d }'))).toMatchObject({
      fields: 3,
      directives: 1,
    });
  });

  test('counts 2^500 fields in no time', () => {
    expect(measure(parse(bomb(500, 'a'))).fields).toBeGreaterThan(1e150);
  });
});

describe('a query is refused', () => {
  const cases: [string, string, string, string | RegExp][] = [
    [
      'a long name',
      `{ ${'a'.repeat(50_000)} }`,
      'TOO_MANY_CHARACTERS',
      /50004 characters; the limit is 50000/,
    ],
    [
      'many words',
      `{ ${'a '.repeat(2_000)} }`,
      'TOO_MANY_TOKENS',
      /^The query has more than 2000 words and signs\./,
    ],
    [
      'many levels',
      `{ ${'todo { list { '.repeat(8)} id ${'} } '.repeat(8)} }`,
      'TOO_DEEP',
      'The query has 17 levels of fields inside fields; the limit is 16. Ask for what is deeper in another request.',
    ],
    [
      'many aliases',
      `{ todos { ${repeat(51, (index) => `a${index}: totalCount`)} } }`,
      'TOO_MANY_ALIASES',
      /51 aliases/,
    ],
    [
      'many root fields',
      `{ ${repeat(21, () => '__typename')} }`,
      'TOO_MANY_ROOT_FIELDS',
      /21 fields at its root/,
    ],
    [
      'many directives',
      `{ __typename ${repeat(51, () => '@include(if: true)')} }`,
      'TOO_MANY_DIRECTIVES',
      /51 directives/,
    ],
    ['many fields', `{ todos { nodes { ${repeat(500, () => 'id')} } } }`, 'TOO_MANY_FIELDS', /502 fields/],
    [
      'a bomb of aliases',
      bomb(20, 'x: __typename'),
      'TOO_MANY_ROOT_FIELDS',
      /millions of fields at its root/,
    ],
    [
      'a bomb of fields',
      `{ todos { ...F0 } } ${bomb(12, 'id').slice(9).replaceAll('Query', 'TodoConnection')}`,
      'TOO_MANY_FIELDS',
      /4097 fields/,
    ],
  ];

  test.each(cases)('for %s', async (_what, query, code, message) => {
    const { status, data, errors } = await api.ask(query);
    expect([status, data, errors]).toEqual([
      400,
      undefined,
      [
        expect.objectContaining({
          message: message instanceof RegExp ? expect.stringMatching(message) : message,
          extensions: { code, requestId: expect.any(String) },
        }),
      ],
    ]);
  });

  test.each(cases)('for %s through a socket, too', (_what, query) => {
    expect(refusals(query)).toEqual([expect.stringMatching(/the limit is|2000 tokens/)]);
  });

  test('before it is validated', async () => {
    const { errors } = await api.ask(`{ ${repeat(21, () => 'nothing')} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_ROOT_FIELDS' } }]);
  });

  test('again when it is sent again', async () => {
    const query = `{ ${repeat(22, () => '__typename')} }`;
    await api.ask(query);
    expect((await api.ask(query)).errors).toMatchObject([{ extensions: { code: 'TOO_MANY_ROOT_FIELDS' } }]);
  });

  test('by its own limits where variables set them', async () => {
    const variables = { QUERY_MAX_DEPTH: '1', QUERY_MAX_ALIASES: '0' };
    const strict = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')), variables);
    expect((await strict.ask('{ todos { totalCount } }')).errors).toMatchObject([
      { extensions: { code: 'TOO_DEEP' } },
    ]);
    expect((await strict.ask('{ a: __typename }')).errors).toMatchObject([
      { extensions: { code: 'TOO_MANY_ALIASES' } },
    ]);
    expect((await strict.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});

describe('what is wrong with a query', () => {
  test('the introspection of tools is not refused', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true });
    expect((await api.ask(query)).errors).toBeUndefined();
  });

  test('fragments that spread each other in a circle are an error of validation', async () => {
    const { status, errors } = await api.ask(
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    );
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test('is told of up to 50 errors, in a thousand characters each', async () => {
    const { errors = [] } = await api.ask(
      `{ ${'x'.repeat(2_000)} todos { ${repeat(60, (index) => `a${index}`)} } }`,
    );
    expect(errors).toHaveLength(51);
    expect(errors[0]?.message).toMatch(/^Cannot query field "x+…$/);
    expect(errors[0]?.message).toHaveLength(1_001);
    expect(errors[50]?.message).toMatch(/error limit reached/);
  });

  test('as much as each limit says is not refused', async () => {
    const variables = { QUERY_MAX_LENGTH: '20', QUERY_MAX_DEPTH: '2', VARIABLES_MAX_DEPTH: '2' };
    const strict = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')), variables);
    expect((await strict.ask('{todos{totalCount  }}')).status).toBe(400);
    expect((await strict.ask('{todos{totalCount }}')).status).toBe(200);
    const answers = [];
    for (const filter of [{ not: {} }, {}]) {
      answers.push(
        await strict.ask('{__typename}', { filter }),
        await strict.ask('{__typename}', { a: filter }),
      );
    }
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200, 200]);
  });

  test('variables that are nested deeper than 32 are refused before they are read', async () => {
    const filter = JSON.parse(`${'{"not":'.repeat(2_000)}{}${'}'.repeat(2_000)}`);
    const query = 'query ($filter: TodoFilter) { todos(filter: $filter) { totalCount } }';
    const { status, errors } = await api.ask(query, { filter });
    expect([status, errors?.[0]]).toMatchObject([
      400,
      {
        message: 'The variables are nested deeper than 32. Make them flatter.',
        extensions: { code: 'VARIABLES_TOO_DEEP' },
      },
    ]);
    expect(refusals(query, { filter })).toEqual([expect.stringMatching(/nested deeper than 32/)]);
  });
});
