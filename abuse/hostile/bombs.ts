import { getIntrospectionQuery } from 'graphql';
import { type HostileRequest, query } from './request.ts';

const repeat = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const nest = (depth: number, open: string, inner: string, close: string) =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

/** Each fragment twice in the one before it: two to the power of `count` fields, in a short text. */
const doubling = (count: number) =>
  repeat(
    count,
    (n) => `fragment F${n} on Query { a${n}: __typename ...F${n + 1} b: __typename ...F${n + 1} }`,
  );

/** Documents that are short to send and long to validate, to plan or to answer. */
export const BOMBS: HostileRequest[] = [
  query(
    'a query of 500 levels that exist',
    `{ lists { nodes { ${nest(250, 'todos { nodes { list { ', 'id', '} } }')} } } }`,
  ),
  query('a query of 10,000 levels that do not exist', nest(10_000, '{ a ', '{ a }', '}')),
  query('10,000 aliases of a cheap field', `{ ${repeat(10_000, (n) => `a${n}: __typename`)} }`),
  query('1,000 aliases of a count', `{ ${repeat(1_000, (n) => `a${n}: todoCounts { today }`)} }`),
  query(
    '100 aliases of a search',
    `{ ${repeat(100, (n) => `a${n}: searchTodos(text: "a") { totalCount }`)} }`,
  ),
  query(
    '1,000 aliases in a nested list',
    `{ todos(first: 100) { nodes { ${repeat(1_000, (n) => `a${n}: title`)} } } }`,
  ),
  query('10,000 directives on one field', `{ __typename ${'@skip(if: false) '.repeat(10_000)} }`),
  query('10,000 unknown directives', `{ __typename ${repeat(10_000, (n) => `@d${n}`)} }`),
  query(
    '500 fields with directives',
    `{ ${repeat(500, (n) => `a${n}: __typename @include(if: true) @skip(if: false)`)} }`,
  ),
  query('a fragment that holds itself', '{ ...F } fragment F on Query { ...F }'),
  query(
    'three fragments in a circle',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
  ),
  query(
    'a circle of 5,000 fragments',
    `{ ...F0 } ${repeat(5_000, (n) => `fragment F${n} on Query { ...F${(n + 1) % 5_000} }`)}`,
  ),
  query(
    'two to the power of 50 fields by fragments',
    `{ ...F0 } ${doubling(50)} fragment F50 on Query { __typename }`,
  ),
  query('5,000 inline fragments inside of each other', nest(5_000, '{ ... on Query ', '{ __typename }', '}')),
  query('5,000 spreads of one fragment', `{ ${'...F '.repeat(5_000)} } fragment F on Query { __typename }`),
  query(
    '5,000 fields of one name with other arguments',
    `{ ${repeat(5_000, (n) => `todo(id: "${n}") { id }`)} }`,
  ),
  query('2,000 fields of one name that merge', `{ ${'todos { nodes { id title } } '.repeat(2_000)} }`),
  query(
    '5,000 operations in one document',
    repeat(5_000, (n) => `query Q${n} { __typename }`),
  ),
  query('5,000 variables', `query (${repeat(5_000, (n) => `$v${n}: Int`)}) { __typename }`),
  query(
    '100 root mutations',
    `mutation { ${repeat(100, (n) => `a${n}: deleteTodo(input: { id: "x" }) { deletedId }`)} }`,
  ),
  query(
    'a page of pages of pages',
    '{ lists(first: 100) { nodes { todos(first: 100) { nodes { tags { id } list { todos(first: 100) { nodes { id } } } } } } } }',
  ),
  query(
    'three lists of a hundred',
    '{ lists(first: 100) { nodes { todos(first: 100) { nodes { tags { todos(first: 100) { nodes { id } } } } } } } }',
  ),
  query(
    'three lists of a hundred by variables',
    'query ($n: Int) { tags(first: $n) { nodes { todos(first: $n) { nodes { list { todos(last: $n) { nodes { id } } } } } } } }',
    { n: 100 },
  ),
  query('a list literal of 20,000 entries', `{ nodes(ids: [${'"x",'.repeat(20_000)}]) { id } }`),
  query('a list literal of 5,000 levels', `{ nodes(ids: ${nest(5_000, '[', '"x"', ']')}) { id } }`),
  query(
    'an object literal of 3,000 levels',
    `{ todos(filter: ${nest(3_000, '{ not: ', '{}', '}')}) { nodes { id } } }`,
  ),
  query('an unclosed query of 90 KB', '{a'.repeat(45_000)),
  query('a string of 90 KB that never ends', `{ todo(id: "${'x'.repeat(90_000)}`),
  query('a block string of 20,000 lines', `{ todo(id: """${'\n '.repeat(20_000)}""") { id } }`),
  query('a name of 90 KB', `{ ${'a'.repeat(90_000)} }`),
  query('90 KB of commas', `{ __typename ${','.repeat(90_000)} } }`),
  query('90 KB of comments', `{ __typename ${'#\n'.repeat(45_000)} } }`),
  query(
    'introspection inside of introspection',
    `{ __schema { types { ${nest(60, 'fields { type { ', 'name', '} }')} } } }`,
  ),
  query(
    'the introspection query 50 times',
    `{ ${repeat(50, (n) => `a${n}: __schema { types { fields { type { name } args { type { name } } } } }`)} }`,
  ),
  query(
    'introspection with a circle',
    `${getIntrospectionQuery()} fragment X on __Type { ofType { ...X } } query Y { __schema { types { ...X } } }`,
  ),
  query('two subscriptions in one', 'subscription { todoChanged { kind } b: todoChanged { kind } }'),
];
