import { p } from '@mikro-orm/core';

/** SHA-256 in base64url. */
const DIGEST_LENGTH = 43;

/**
 * A digest of the input that a row with an id of the client's was created from: a create that is repeated is told from
 * another one that took the same id.
 */
export const creationDigest = () => p.string().length(DIGEST_LENGTH).strictNullable();
