import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { RFC_3339 } from './rfc3339.ts';

/**
 * A day in text all the way, as there is no time of day to convert. Only the form is checked here: whether the
 * calendar has the day is a question of what a person typed, and answered among the `userErrors`.
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name of the scalar, which codegen looks for.
export const Date = new GraphQLScalarType<string, string>({
  name: 'Date',
  // Wins over the SDL's, and repeats it.
  description:
    'A calendar date without time of day or time zone, as RFC 3339 writes a `full-date`: `2026-11-23`.',
  specifiedByURL: RFC_3339,
  serialize: parse,
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : print(node)),
});

function parse(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) {
    throw new GraphQLError(`A Date is a text in the form YYYY-MM-DD, not ${JSON.stringify(value)}.`);
  }
  return value;
}
