import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DefinitionNode } from 'graphql';
import { readDefinitionsOf } from '../sdl/read-sdl.ts';

/** Where the operations stand that clients send. */
export const OPERATIONS = 'contract/operations';

/**
 * What clients send, client by client: each has a folder in `contract/operations`, whose files share their fragments.
 * A file beside the folders is a client of its own.
 *
 * @throws {ContractError} for a file that does not parse.
 */
export async function readOperations(root: string): Promise<DefinitionNode[][]> {
  if (!existsSync(join(root, OPERATIONS))) {
    return [];
  }
  const names = (await readdir(join(root, OPERATIONS), { recursive: true })).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const files = names.filter((name) => name.endsWith('.graphql')).sort();
  const clients = Map.groupBy(files, (name) => name.split('/', 1)[0]);
  return Promise.all(
    [...clients.values()].map(async (paths) => {
      const documents = paths.map((path) => readDefinitionsOf(root, `${OPERATIONS}/${path}`));
      return (await Promise.all(documents)).flat();
    }),
  );
}
