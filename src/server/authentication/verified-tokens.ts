import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../domain/viewer.ts';

/** More people than one process serves within the time for which their tokens are kept. */
const MOST = 10_000;

/**
 * The tokens that were found good, each for a short time: to verify a signature takes a third as long as to answer a
 * small query, and a client sends the same token with each. A refused one is never kept, so that strangers can fill
 * nothing. By their hashes: who reads the memory of the process finds no token.
 */
export class VerifiedTokens {
  readonly #viewers: LRUCache<string, Viewer> | undefined;
  #generation = 0;

  /** @param keptMs For how long; 0 is not at all. */
  constructor(keptMs: number) {
    this.#viewers = keptMs > 0 ? new LRUCache({ max: MOST, ttl: keptMs }) : undefined;
  }

  /** Whom `token` names, as `verify` has said it before, or says it now. */
  async viewerOf(token: string, verify: (token: string) => Promise<Viewer>): Promise<Viewer> {
    if (this.#viewers === undefined) {
      return verify(token);
    }
    const key = hash('sha256', token, 'base64');
    const known = this.#viewers.get(key);
    if (known?.expiresAt !== undefined && known.expiresAt.getTime() > Date.now()) {
      return known;
    }
    const generation = this.#generation;
    const viewer = await verify(token);
    if (generation === this.#generation) {
      this.#viewers.set(key, viewer);
    }
    return viewer;
  }

  /** From now on every token is verified anew, those too that are just being verified with the keys of before. */
  forget(): void {
    this.#generation++;
    this.#viewers?.clear();
  }
}
