import { type GraphQLField, type GraphQLInputField, GraphQLInt, Kind, valueFromAST } from 'graphql';

/** The `max` of the `@length` that stands at `field`, if one does: a number of Unicode code points. */
export function maxLengthOf(field: GraphQLField<unknown, unknown> | GraphQLInputField): number | undefined {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'length');
  const max = directive?.arguments?.find(({ name }) => name.value === 'max')?.value;
  return max?.kind === Kind.INT ? (valueFromAST(max, GraphQLInt) as number) : undefined;
}
