import { makeExecutableSchema } from '@graphql-tools/schema';
import { NoSchemaIntrospectionCustomRule, specifiedRules, type ValidationRule } from 'graphql';
import { resolvers, typeDefs } from '../resolvers/index.ts';

/** The schema that every operation is executed on, however it arrives. */
export const schema = makeExecutableSchema({ typeDefs, resolvers });

/** What holds for every operation, however it arrives. */
export function validationRules(introspection: boolean): readonly ValidationRule[] {
  return introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
}
