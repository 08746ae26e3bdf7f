import { GraphQLScalarType } from 'graphql';
import { GraphQLUUID } from 'graphql-scalars';

/** In lower case, as databases write it. Its description wins over the SDL's, and repeats it. */
export const UUID = new GraphQLScalarType<string, string>({
  ...GraphQLUUID.toConfig(),
  name: 'UUID',
  description:
    'A UUID as RFC 9562 writes it, 32 hexadecimal digits in five groups: `019a2088-9656-7f3f-8fc4-3be30379f982`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc9562#section-4',
  parseValue: (value) => GraphQLUUID.parseValue(value).toLowerCase(),
  parseLiteral: (node, variables) => GraphQLUUID.parseLiteral(node, variables).toLowerCase(),
});
