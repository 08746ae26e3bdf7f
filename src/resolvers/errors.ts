import { GraphQLError } from 'graphql';

/**
 * The caller sent an argument that no person's input could have led to: it has to be mended in the program.
 *
 * @param argument The argument, as a path where it is inside an input: `first`, `filter.dueDate.lt`.
 * @param message What is wrong with it and what is accepted.
 */
export function badUserInput(argument: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
}
