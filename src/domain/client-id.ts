import { createHash } from 'node:crypto';
import type { Thing } from './not-there.ts';
import type { Viewer } from './viewer.ts';

/**
 * The id of the row that a client names by a UUID of its own: a name among what its owner created, which says nothing to
 * others and collides with nothing of theirs. So nobody learns from a create what ids somebody else has, and a create
 * that is repeated finds its row.
 *
 * Rows from before this was so have the client's UUID itself: a create of theirs that is repeated now makes another row.
 * To look for them would cost each create a statement.
 *
 * @returns A UUID of version 8 (RFC 9562, 5.8) made of the SHA-256 of all three.
 */
export function idOfClients(viewer: Viewer, thing: Thing, given: string): string {
  const content = JSON.stringify([viewer.id, thing, given.toLowerCase()]);
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
