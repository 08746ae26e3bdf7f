import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assertValidSchema,
  buildASTSchema,
  type DefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  Source,
} from 'graphql';
import { ContractError } from '../errors.ts';

/**
 * Reads the GraphQL files in `folder`, and in folders in it, in the order of their names. Every node knows its file,
 * as a path from `root` with slashes.
 *
 * @throws {ContractError} for a file that does not parse.
 */
export async function readDefinitions(
  root: string,
  folder: string,
  extension: string,
): Promise<DefinitionNode[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const paths = names.filter((name) => name.endsWith(extension)).map((name) => `${folder}/${name}`);
  const documents = await Promise.all(paths.sort().map((path) => readDefinitionsOf(root, path)));
  return documents.flat();
}

/** Reads one GraphQL file, as `readDefinitions` does. */
export async function readDefinitionsOf(root: string, path: string): Promise<readonly DefinitionNode[]> {
  const body = await readFile(join(root, path), 'utf8');
  try {
    return parse(new Source(body, path.replaceAll('\\', '/'))).definitions;
  } catch (error) {
    if (error instanceof GraphQLError) {
      const line = error.locations?.[0]?.line;
      throw new ContractError('SYNTAX', `${path}:${line}: ${error.message}`);
    }
    throw error;
  }
}

/**
 * The API as `schema/` has it: what codegen merges into the one document that the server loads.
 *
 * @throws {ContractError} for files that do not parse, or that make no schema together.
 */
export async function readSdl(root: string): Promise<GraphQLSchema> {
  return schemaOf(await readDefinitions(root, 'schema', '.graphqls'));
}

/** The schema that `definitions` make together. */
export function schemaOf(definitions: readonly DefinitionNode[]): GraphQLSchema {
  try {
    const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions });
    assertValidSchema(schema);
    return schema;
  } catch (error) {
    throw new ContractError('SDL_INVALID', `The SDL makes no schema: ${(error as Error).message}`);
  }
}
