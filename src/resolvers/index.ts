import { readFileSync } from 'node:fs';

/** The SDL of the API, in one document. */
export const typeDefs = readFileSync(new URL('./schema.generated.graphqls', import.meta.url), 'utf8');

export { resolvers } from './resolvers.generated.ts';
