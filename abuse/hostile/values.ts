import { type HostileRequest, query } from './request.ts';

const text = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const after = (name: string, cursor: string) =>
  query(name, 'query ($after: String) { todos(after: $after) { nodes { id } } }', { after: cursor });
const byId = (name: string, id: string) =>
  query(name, 'query ($id: ID!) { todo(id: $id) { id } node(id: $id) { id } }', { id });
const create = (name: string, input: object) =>
  query(
    name,
    'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { todo { id } userErrors { code } } }',
    { input },
  );

/** Cursors, ids and inputs that nobody has given out. */
export const VALUES: HostileRequest[] = [
  after('a cursor of SQL', text("'; drop table todos; --")),
  after('a cursor of 5,000 arrays inside of each other', text('['.repeat(5_000) + ']'.repeat(5_000))),
  after('a cursor with objects for values', text([{ toString: 'x' }, { $gt: '' }])),
  after('a cursor with a prototype', text('{"__proto__":{"length":2}}')),
  after('a cursor of 60 KB', 'A'.repeat(60_000)),
  after('a cursor with a NUL', text(['\u0000', '\u0000'])),
  after('a cursor with numbers out of range', text([1e308, -1e308, 'x'])),
  byId('an id of SQL', text("Todo:' or '1'='1")),
  byId('an id of a type that does not exist', text('Migration:00000000-0000-0000-0000-000000000000')),
  byId('an id of a type that every object has', text('constructor:00000000-0000-0000-0000-000000000000')),
  byId('an id of 60 KB', 'x'.repeat(60_000)),
  query('1,000 ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array.from({ length: 1_000 }, () => text('Todo:x')),
  }),
  query('a page of two billion', '{ todos(first: 2147483647) { nodes { id } } }'),
  query('a page of minus one', '{ todos(first: -1) { nodes { id } } }'),
  query('a number beyond 32 bits', 'query ($n: Int) { todos(first: $n) { nodes { id } } }', { n: 2 ** 40 }),
  query(
    'a filter by 3,000 ids',
    'query ($ids: [ID!]) { todos(filter: { list: { in: $ids } }) { nodes { id } } }',
    { ids: Array.from({ length: 3_000 }, () => text('List:00000000-0000-4000-8000-000000000000')) },
  ),
  query('an order by 1,000 keys', 'query ($o: [TodoOrder!]) { todos(orderBy: $o) { nodes { id } } }', {
    o: Array.from({ length: 1_000 }, () => ({ field: 'TITLE' })),
  }),
  query('a search of 50 KB', 'query ($t: String!) { searchTodos(text: $t) { nodes { id } } }', {
    t: '"a* NEAR('.repeat(5_000),
  }),
  query('a time zone of 50 KB', 'query ($z: String!) { todoCounts(timeZone: $z) { today } }', {
    z: 'Europe/'.repeat(7_000),
  }),
  query(
    '1,000 changes at once',
    'mutation ($c: [TodoChange!]!) { changeTodos(input: { changes: $c }) { results { userErrors { code } } } }',
    { c: Array.from({ length: 1_000 }, () => ({ create: { title: 'x' } })) },
  ),
  create('a title of 60,000 characters', { title: 'x'.repeat(60_000) }),
  create('a title of marks that pile up', { title: `Z${'\u0351'.repeat(30_000)}` }),
  create('a title of ligatures that grow when they are taken apart', { title: '\ufdfa'.repeat(15_000) }),
  create('a title of a NUL', { title: 'a\u0000b' }),
  create('a title of half a surrogate pair', { title: '\ud800' }),
  create('a day that does not exist', { title: 'x', dueDate: '2026-02-31' }),
  create('a day of the year 275761', { title: 'x', dueDate: '+275761-01-01' }),
  create('a field that a todo has, but nobody may set', { title: 'x', ownerId: 'somebody', version: 7 }),
];
