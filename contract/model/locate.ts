import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an entity, or a property of it, is declared: `src/entities/todo.ts:18`. */
export type Locate = (entity: string, property?: string) => string;

/**
 * Finds declarations by text, in the files of `folder` under `root`: entities know neither their file nor their line.
 * What it does not find it calls by its name.
 */
export function locateIn(root: string, folder: string): Locate {
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      path: `${folder}/${name}`,
      lines: readFileSync(join(root, folder, name), 'utf8').split('\n'),
    }));
  return (entity, property) => {
    for (const { path, lines } of files) {
      const start = lines.findIndex((line) => line.trim() === `name: '${entity}',`);
      if (start !== -1) {
        const line =
          property === undefined
            ? start
            : lines.findIndex((text, index) => index > start && text.trimStart().startsWith(`${property}:`));
        return line === -1 ? `${path} (${property})` : `${path}:${line + 1}`;
      }
    }
    return property === undefined ? `entity ${entity}` : `entity ${entity}, property ${property}`;
  };
}
