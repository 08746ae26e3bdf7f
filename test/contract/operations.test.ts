import { describe, expect, test } from '@jest/globals';
import { validateOperations } from '../../contract/old-clients/validate-operations.ts';
import { definitions, schema } from './schemas.ts';

const SDL = schema(`
type Query { todo(id: ID!, full: Boolean @deprecated(reason: "Always.")): Todo }
type Todo { id: ID! title: String! note: String @deprecated(reason: "Use title.") }
type Mutation { createTodo(input: CreateTodoInput!): Todo }
input CreateTodoInput { title: String! note: String @deprecated(reason: "Use title.") }
`);
const PARTS = `
fragment Parts on Todo {
  id
  place
}
fragment Unused on Todo {
  id
}`;
const REMEDY = 'Clients that are in use send this: mend schema/, or remove the operation once none does.';

/** What is found for one file with `text`, `todos.graphql`. */
function validated(text: string, ...more: ReturnType<typeof definitions>[number][]) {
  return validateOperations(SDL, [...definitions(text, 'contract/operations/web/todos.graphql'), ...more]);
}

describe('Operations of clients', () => {
  test('that use what there is say nothing', () => {
    expect(validated('query A($id: ID!) { todo(id: $id) { id title } }')).toEqual({
      findings: [],
      notes: [],
    });
  });

  test('that ask for a field that is gone are found, by file, line and name', () => {
    const { findings } = validated('query A($id: ID!) {\n  todo(id: $id) {\n    absent\n  }\n}');
    expect(findings).toEqual([
      {
        rule: 'operation',
        subject: 'query A',
        places: ['contract/operations/web/todos.graphql:3'],
        problem: 'Cannot query field "absent" on type "Todo".',
        remedy: REMEDY,
      },
    ]);
  });

  test('that send a variable which the new input does not take are found', () => {
    const { findings } = validated(
      'mutation B($title: String) {\n  createTodo(input: { title: $title }) { id }\n}',
    );
    expect(findings).toMatchObject([
      {
        subject: 'mutation B',
        places: ['contract/operations/web/todos.graphql:1'],
        problem: 'Variable "$title" of type "String" used in position expecting type "String!".',
      },
    ]);
  });

  test('are found through a fragment in another file, once, however many use it', () => {
    const { findings } = validated(
      'query A { todo(id: 1) { ...Parts } }\nquery B { todo(id: 2) { ...Parts } }',
      ...definitions(PARTS, 'contract/operations/web/parts.graphql'),
    );
    expect(findings).toMatchObject([
      {
        subject: 'fragment Parts',
        places: ['contract/operations/web/parts.graphql:3'],
        problem: 'Cannot query field "place" on type "Todo".',
      },
    ]);
  });

  test('whose fragment is missing are found', () => {
    expect(validated('query A { todo(id: 1) { ...Gone } }').findings).toMatchObject([
      { subject: 'query A', problem: 'Unknown fragment "Gone".' },
    ]);
  });

  test('that use what is deprecated are worth knowing, and no finding', () => {
    const { findings, notes } = validated(
      'query A { todo(id: 1, full: true) { note } }\nmutation B { createTodo(input: { title: "a", note: "b" }) { id } }',
    );
    expect(findings).toEqual([]);
    expect(notes.map(({ subject, problem }) => [subject, problem])).toEqual([
      ['query A', 'Field "Query.todo" argument "full" is deprecated. Always.'],
      ['query A', 'The field Todo.note is deprecated. Use title.'],
      ['mutation B', 'The input field CreateTodoInput.note is deprecated. Use title.'],
    ]);
  });
});
