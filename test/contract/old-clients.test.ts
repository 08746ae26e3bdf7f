import { describe, expect, test } from '@jest/globals';
import { compareWithReleased } from '../../contract/old-clients/compare.ts';
import { schema } from './schemas.ts';

const RELEASED = `
type Query {
  todos(first: Int = 20, text: String): [Todo!]!
  todo(id: ID!): Todo
  node(id: ID!): Node
  old: Old @deprecated(reason: "Use todo.")
  any: Any
}
interface Node {
  id: ID!
}
type Todo implements Node {
  id: ID!
  title: String!
  note: String @deprecated(reason: "Use title.")
  priority(asOf: String, zone: String @deprecated(reason: "UTC.")): Priority!
}
type List {
  id: ID!
}
type Old {
  id: ID!
}
union Any = Todo | List
enum Priority {
  LOW
  SOME_DAY @deprecated(reason: "Use LOW.")
  HIGH
}
type Mutation {
  createTodo(input: CreateTodoInput!): Todo
}
input CreateTodoInput {
  title: String! @length(max: 200)
  text: String
  isDone: Boolean! = false
  note: String @deprecated(reason: "Use text.") @length(max: 10)
}
directive @length(max: Int!) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
`;

/** What is found after `change`, a text of the released SDL and what takes its place; several are done in turn. */
async function changed(...changes: readonly (readonly [before: string, after: string])[]) {
  let sdl = RELEASED;
  for (const [before, after] of changes) {
    expect(sdl).toContain(before);
    sdl = sdl.replace(before, after);
  }
  return compareWithReleased(schema(RELEASED, 'contract/released.graphql'), schema(sdl));
}

const PUT_BACK =
  'Put it back with @deprecated(reason: "…"), release that (npm run schema:release), and remove it in a later release.';
const BESIDE =
  'Keep the type that it had, and bring the new one under a new name beside it; then deprecate the old one.';
const NO_DEMAND =
  'Make it nullable, or give it a default, so that clients that do not know it go on working.';

const BREAKING: [change: string, before: string, after: string, ...finding: string[]][] = [
  [
    'a removed field',
    '  title: String!\n  note',
    '  note',
    'Todo.title',
    'schema/todo.graphqls:11, contract/released.graphql:13',
    `Field 'title' was removed from object type 'Todo'.`,
    PUT_BACK,
  ],
  [
    'a removed argument',
    '(first: Int = 20, text: String)',
    '(first: Int = 20)',
    'Query.todos(text:)',
    'schema/todo.graphqls:2, contract/released.graphql:2',
    `Argument 'text: String' was removed from field 'Query.todos'.`,
    PUT_BACK,
  ],
  [
    'a removed argument that had to be sent',
    'node(id: ID!)',
    'node',
    'Query.node(id:)',
    'schema/todo.graphqls:4, contract/released.graphql:4',
    `Argument 'id: ID!' was removed from field 'Query.node'.`,
    'Put it back, make it optional and deprecate it, release that (npm run schema:release), and remove it in a later release.',
  ],
  [
    'a new argument that has to be sent',
    'todo(id: ID!)',
    'todo(id: ID!, list: ID!)',
    'Query.todo(list:)',
    'schema/todo.graphqls:3, contract/released.graphql:3',
    `Argument 'list: ID!' added to field 'Query.todo'.`,
    NO_DEMAND,
  ],
  [
    'an argument that has to be sent now',
    'text: String)',
    'text: String!)',
    'Query.todos(text:)',
    'schema/todo.graphqls:2, contract/released.graphql:2',
    `Type for argument 'text' on field 'Query.todos' changed from 'String' to 'String!'.`,
    BESIDE,
  ],
  [
    'an input field that has to be sent now',
    '  text: String\n',
    '  text: String!\n',
    'CreateTodoInput.text',
    'schema/todo.graphqls:34, contract/released.graphql:34',
    `Input field 'CreateTodoInput.text' changed type from 'String' to 'String!'.`,
    BESIDE,
  ],
  [
    'a new input field that has to be sent',
    '  text: String\n',
    '  text: String\n  list: ID!\n',
    'CreateTodoInput.list',
    'schema/todo.graphqls:35, contract/released.graphql:32',
    `Input field 'list' of type 'ID!' was added to input object type 'CreateTodoInput'.`,
    NO_DEMAND,
  ],
  [
    'a removed input field',
    '  text: String\n',
    '',
    'CreateTodoInput.text',
    'schema/todo.graphqls:32, contract/released.graphql:34',
    `Input field 'text' was removed from input object type 'CreateTodoInput'.`,
    PUT_BACK,
  ],
  [
    'a lost default of what then has to be sent',
    'isDone: Boolean! = false',
    'isDone: Boolean!',
    'CreateTodoInput.isDone',
    'schema/todo.graphqls:35, contract/released.graphql:35',
    'It lost its default false, and now has to be sent.',
    'Give the default back.',
  ],
  [
    'a removed enum value',
    '  LOW\n',
    '',
    'Priority.LOW',
    'schema/todo.graphqls:24, contract/released.graphql:25',
    `Enum value 'LOW' was removed from enum 'Priority'.`,
    PUT_BACK,
  ],
  [
    'a changed type',
    'title: String!\n  note',
    'title: Int!\n  note',
    'Todo.title',
    'schema/todo.graphqls:13, contract/released.graphql:13',
    `Field 'Todo.title' changed type from 'String!' to 'Int!'.`,
    BESIDE,
  ],
  [
    'an output that may be null now',
    'title: String!\n  note',
    'title: String\n  note',
    'Todo.title',
    'schema/todo.graphqls:13, contract/released.graphql:13',
    `Field 'Todo.title' changed type from 'String!' to 'String'.`,
    BESIDE,
  ],
  [
    'a type that left an interface',
    'type Todo implements Node',
    'type Todo',
    'Todo',
    'schema/todo.graphqls:11, contract/released.graphql:11',
    `'Todo' object type no longer implements 'Node' interface.`,
    'Clients cannot be warned of this. Keep it as it was, or bring the new form under a new name.',
  ],
  [
    'a type that left a union',
    'Todo | List',
    'Todo',
    'Any',
    'schema/todo.graphqls:23, contract/released.graphql:23',
    `Member 'List' was removed from Union type 'Any'.`,
    'Clients cannot be warned of this. Keep it as it was, or bring the new form under a new name.',
  ],
  [
    'a shorter text in an input',
    '@length(max: 200)',
    '@length(max: 199)',
    'CreateTodoInput.title',
    'schema/todo.graphqls:33',
    'The text may be shorter than before: at most 200 code points in the last release, at most 199 code points now. What old clients send is refused.',
    'Keep @length(max: 200).',
  ],
  [
    'a new limit to a text in an input',
    '  text: String\n',
    '  text: String @length(max: 50)\n',
    'CreateTodoInput.text',
    'schema/todo.graphqls:34',
    'The text may be shorter than before: any length in the last release, at most 50 code points now. What old clients send is refused.',
    'Take @length away.',
  ],
];

describe('Against the last release', () => {
  test('the same SDL has nothing to say', async () => {
    expect(await changed()).toEqual({ findings: [], notes: [] });
  });

  test.each(BREAKING)(
    '%s is a finding',
    async (_change, before, after, subject = '', places = '', problem = '', remedy = '') => {
      const { findings } = await changed([before, after]);
      expect(findings).toEqual([
        { rule: 'breaking-change', subject, places: places.split(', '), problem, remedy },
      ]);
    },
  );

  test('a type that is removed is a finding, and so is every field that led to it', async () => {
    const { findings } = await changed(['type List {\n  id: ID!\n}\n', ''], ['Todo | List', 'Todo']);
    expect(findings.map(({ subject, problem }) => [subject, problem])).toEqual([
      ['Any', `Member 'List' was removed from Union type 'Any'.`],
      ['List', `Type 'List' was removed.`],
    ]);
  });

  test.each([
    ['a field', '  note: String @deprecated(reason: "Use title.")\n', '', 'Todo.note'],
    ['an argument', ', zone: String @deprecated(reason: "UTC.")', '', 'Todo.priority(zone:)'],
    [
      'an input field',
      '  note: String @deprecated(reason: "Use text.") @length(max: 10)\n',
      '',
      'CreateTodoInput.note',
    ],
    ['an enum value', '  SOME_DAY @deprecated(reason: "Use LOW.")\n', '', 'Priority.SOME_DAY'],
    ['a length', '@length(max: 10)', '@length(max: 9)', 'CreateTodoInput.note'],
  ])('%s that was deprecated may go', async (_what, before, after, subject) => {
    const { findings, notes } = await changed([before, after]);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([{ subject, remedy: 'It was deprecated in the last release.' }]);
  });

  test('a type may go that only something deprecated led to', async () => {
    const { findings, notes } = await changed(
      ['  old: Old @deprecated(reason: "Use todo.")\n', ''],
      ['type Old {\n  id: ID!\n}\n', ''],
    );
    expect(findings).toEqual([]);
    expect(notes.map(({ subject }) => subject)).toEqual(['Old', 'Query.old']);
  });

  test('what is deprecated and removed in one step is a finding: no client was told', async () => {
    const { findings } = await changed(['  LOW\n', '']);
    expect(findings).toHaveLength(1);
    expect((await changed(['  LOW\n', '  LOW @deprecated(reason: "Use HIGH.")\n'])).findings).toEqual([]);
  });

  test('additions that no client sees say nothing', async () => {
    expect(
      await changed(
        ['  title: String!\n  note', '  title: String!\n  place: String\n  note'],
        ['  text: String\n', '  text: String\n  place: String\n'],
        ['@length(max: 200)', '@length(max: 300)'],
      ),
    ).toEqual({ findings: [], notes: [] });
  });

  test.each([
    [
      'a new enum value',
      '  HIGH\n',
      '  HIGH\n  URGENT\n',
      'Priority.URGENT',
      `Enum value 'URGENT' was added to enum 'Priority'.`,
    ],
    [
      'another default',
      'first: Int = 20',
      'first: Int = 10',
      'Query.todos(first:)',
      `Default value for argument 'first' on field 'Query.todos' changed from '20' to '10'.`,
    ],
  ])('%s is worth knowing, and no finding', async (_change, before, after, subject, problem) => {
    const { findings, notes } = await changed([before, after]);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([{ subject, problem }]);
  });

  test('a longer text in an output is worth knowing', async () => {
    const released = schema(
      'type Query { a: String @length(max: 5) }\ndirective @length(max: Int!) on FIELD_DEFINITION',
    );
    const sdl = schema(
      'type Query { a: String @length(max: 6) }\ndirective @length(max: Int!) on FIELD_DEFINITION',
    );
    const { findings, notes } = await compareWithReleased(released, sdl);
    expect(findings).toEqual([]);
    expect(notes.map(({ problem }) => problem)).toEqual([
      'The text may be longer than before: at most 5 code points in the last release, at most 6 code points now. Old clients may have no room for it.',
    ]);
  });
});
