import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { RFC_3339 } from './rfc3339.ts';

/**
 * Serializes to text at once: the form does not depend on what turns the answer into JSON.
 * Its description wins over the SDL's, and repeats it.
 */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'A moment in UTC to the millisecond, as RFC 3339 writes it: `2026-11-23T09:30:00.000Z`.',
  specifiedByURL: RFC_3339,
});
