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

test('the SDL limits every text that people write', () => {
  expect(limits()).toEqual([
    ['CreateListInput', 'name', 100],
    ['CreateTagInput', 'name', 50],
    ['CreateTodoInput', 'description', 1000],
    ['CreateTodoInput', 'title', 200],
    ['UpdateListInput', 'name', 100],
    ['UpdateTagInput', 'name', 50],
    ['UpdateTodoInput', 'description', 1000],
    ['UpdateTodoInput', 'title', 200],
  ]);
});

describeDatabases('@length', (database) => {
  // Beyond the basic plane: each is one code point, and two of JavaScript's units.
  test.each(limits())('is what %s.%s is held to', async (input, field, max) => {
    const api = await openApi(database);
    const mutation = `${input.charAt(0).toLowerCase()}${input.slice(1, -'Input'.length)}`;
    const [, change = '', type = ''] = /^(create|update)(.*)$/.exec(mutation) ?? [];
    const thing = type.toLowerCase();
    const naming = { [type === 'Todo' ? 'title' : 'name']: 'Old' };
    const { [`create${type}`]: old } = await api.data(
      `mutation ($input: Create${type}Input!) { create${type}(input: $input) { ${thing} { id } } }`,
      { input: naming },
    );
    const other = change === 'create' ? naming : { id: old[thing].id };
    const send = async (length: number) => {
      const variables = { input: { ...other, [field]: '😀'.repeat(length) } };
      const document = `mutation ($input: ${input}!) {
        ${mutation}(input: $input) { ${thing} { ${field} } userErrors { code field } }
      }`;
      return (await api.data(document, variables))[mutation];
    };
    expect(await send(max)).toEqual({ [thing]: { [field]: '😀'.repeat(max) }, userErrors: [] });
    expect(await send(max + 1)).toEqual({
      [thing]: null,
      userErrors: [{ code: 'TOO_LONG', field: [field] }],
    });
  });
});
