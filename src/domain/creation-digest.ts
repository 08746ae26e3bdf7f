import { createHash } from 'node:crypto';

/**
 * A digest of what something was created from, in base64url: the same for the same content.
 *
 * @param content The input as it was understood: trimmed, with its defaults, sets in a fixed order.
 */
export function digestOf(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
