import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The public entry of the migrator. */
const ENTRY = fileURLToPath(new URL('../index.ts', import.meta.url));

/**
 * What a migration in `folder` imports its base class from: a relative path where the migrator is a part of the
 * project, the package where it is installed.
 */
export function importPath(folder: string): string {
  if (ENTRY.split(sep).includes('node_modules')) {
    return packageSpecifier();
  }
  const path = relative(folder, ENTRY).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The package around the migrator, and the entry of its `exports` that leads here. */
function packageSpecifier(): string {
  let folder = dirname(ENTRY);
  while (!existsSync(join(folder, 'package.json'))) {
    folder = dirname(folder);
  }
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    exports?: Record<string, unknown>;
  };
  const entry = Object.entries(exports ?? {}).find(
    ([, target]) => typeof target === 'string' && resolve(folder, target) === ENTRY,
  );
  return entry === undefined ? name : join(name, entry[0]).split(sep).join('/');
}
