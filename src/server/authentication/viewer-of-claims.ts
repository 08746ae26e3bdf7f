import type { JWTPayload } from 'jose';
import { isLongerThan, isStorable } from '../../domain/text.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { LOCAL_OWNER, OWNER_ID_MAX_LENGTH } from '../../entities/owner.ts';
import { UnauthenticatedError } from './errors.ts';

/**
 * Whom the claims of a verified token name, and until when.
 *
 * @param skewSeconds For how long the token is taken after its `exp`.
 * @throws UnauthenticatedError where `sub` cannot own anything, or is the owner of what nobody signed in for: whoever runs
 * the product hands that to somebody with `todo owner:assign`, no issuer does.
 */
export function viewerOfClaims({ sub = '', exp = 0 }: JWTPayload, skewSeconds: number): Viewer {
  // Not what the type says: the claims are whatever JSON was signed.
  const isText = typeof sub === 'string' && sub !== '' && isStorable(sub);
  if (!isText || isLongerThan(sub, OWNER_ID_MAX_LENGTH)) {
    throw new UnauthenticatedError(
      `The subject of the token ("sub") is no text of 1 to ${OWNER_ID_MAX_LENGTH} Unicode code points.`,
    );
  }
  if (sub === LOCAL_OWNER) {
    throw new UnauthenticatedError(
      `The subject "${LOCAL_OWNER}" is nobody's: what it owns is handed over with "todo owner:assign".`,
    );
  }
  return { id: sub, expiresAt: new Date((exp + skewSeconds) * 1000) };
}
