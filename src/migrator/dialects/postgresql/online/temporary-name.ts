import { createHash } from 'node:crypto';

/** PostgreSQL cuts longer identifiers without an error (manual, "Lexical Structure"), and two could become one. */
const MAX_BYTES = 63;

/** Stands behind the name of what is to replace something of that name. */
export const NEW = '__new';

/** The name that something has until it takes the place of `name`: the same each time. */
export function temporaryName(name: string, suffix: string): string {
  if (Buffer.byteLength(name + suffix) <= MAX_BYTES) {
    return name + suffix;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const characters = [...name];
  while (Buffer.byteLength(`${characters.join('')}_${hash}${suffix}`) > MAX_BYTES) {
    characters.pop();
  }
  return `${characters.join('')}_${hash}${suffix}`;
}
