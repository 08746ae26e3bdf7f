import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { readDefinitionsOf, schemaOf } from '../sdl/read-sdl.ts';

/** The SDL that clients were last told of. */
export const RELEASED = 'contract/released.graphql';

const HEADER =
  '# The SDL as it was last released: what old clients rely on. Written by npm run schema:release, never edited.\n';

/** The last released schema, where there is one; every node knows its line in that file. */
export async function readReleased(root: string): Promise<GraphQLSchema | undefined> {
  return existsSync(join(root, RELEASED)) ? schemaOf(await readDefinitionsOf(root, RELEASED)) : undefined;
}

/** The released file for `sdl`: sorted by name, so that nothing but a change of the API makes a difference in git. */
export function printReleased(sdl: GraphQLSchema): string {
  return `${HEADER}\n${printSchemaWithDirectives(lexicographicSortSchema(sdl)).trim()}\n`;
}
