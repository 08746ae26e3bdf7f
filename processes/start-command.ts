import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** The arguments of `node` in `npm start`, with paths that hold from any folder. */
export const START: readonly string[] = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start as string
)
  .split(' ')
  .slice(1)
  .map((argument) => (/^(\.\/)?src\//.test(argument) ? join(ROOT, argument) : argument));
