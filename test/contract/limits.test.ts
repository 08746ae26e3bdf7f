import { expect, test } from '@jest/globals';
import { buildSchema, type GraphQLInputField, isInputObjectType } from 'graphql';
import { maxLengthOf } from '../../contract/sdl/length.ts';
import { typeDefs } from '../../src/resolvers/index.ts';
import { openApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';

/** Every field of an input that has a `@length`, as the server's SDL has it. */
function limits(): [input: string, field: string, max: number][] {
  const inputs = Object.values(buildSchema(typeDefs).getTypeMap()).filter(isInputObjectType);
  return inputs.flatMap((input) =>
    Object.values<GraphQLInputField>(input.getFields()).flatMap((field) => {
      const max = maxLengthOf(field);
      return max === undefined ? [] : [[input.name, field.name, max] as [string, string, number]];
    }),
  );
}

test('the SDL limits the texts of todos', () => {
  expect(limits()).toEqual([
    ['CreateTodoInput', 'description', 1000],
    ['CreateTodoInput', 'title', 200],
    ['UpdateTodoInput', 'description', 1000],
    ['UpdateTodoInput', 'title', 200],
  ]);
});

describeDatabases('@length', (database) => {
  // Beyond the basic plane: each is one code point, and two of JavaScript's units.
  test.each(limits())('is what %s.%s is held to', async (input, field, max) => {
    const api = await openApi(database);
    const mutation = `${input.charAt(0).toLowerCase()}${input.slice(1, -'Input'.length)}`;
    const created = await api.data('mutation { createTodo(input: { title: "Old" }) { todo { id } } }');
    const other = mutation.startsWith('create') ? { title: 'New' } : { id: created.createTodo.todo.id };
    const send = async (length: number) => {
      const variables = { input: { ...other, [field]: '😀'.repeat(length) } };
      const document = `mutation ($input: ${input}!) {
        ${mutation}(input: $input) { todo { ${field} } userErrors { code field } }
      }`;
      return (await api.data(document, variables))[mutation];
    };
    expect(await send(max)).toEqual({ todo: { [field]: '😀'.repeat(max) }, userErrors: [] });
    expect(await send(max + 1)).toEqual({ todo: null, userErrors: [{ code: 'TOO_LONG', field: [field] }] });
  });
});
