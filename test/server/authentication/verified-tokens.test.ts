import { expect, test } from '@jest/globals';
import type { Viewer } from '../../../src/domain/viewer.ts';
import { VerifiedTokens } from '../../../src/server/authentication/verified-tokens.ts';
import { until } from '../../support/until.ts';

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** Verifies tokens, which name their viewers, and counts how often. */
function verifier(expiresAt = inAnHour()) {
  const verified: string[] = [];
  const verify = async (token: string): Promise<Viewer> => {
    verified.push(token);
    if (token === 'bad') {
      throw new Error('Refused');
    }
    return { id: token, expiresAt };
  };
  return { verify, verified };
}

test('a token is verified once, and each names its own viewer', async () => {
  const tokens = new VerifiedTokens(60_000);
  const { verify, verified } = verifier();
  const ids = [];
  for (const token of ['ann', 'bob', 'ann', 'bob']) {
    ids.push((await tokens.viewerOf(token, verify)).id);
  }
  expect(ids).toEqual(['ann', 'bob', 'ann', 'bob']);
  expect(verified).toEqual(['ann', 'bob']);
});

test.each([
  ['one that is refused', 'bad', inAnHour(), 60_000],
  ['one that has expired meanwhile', 'ann', new Date(Date.now() - 1), 60_000],
  ['where none is kept', 'ann', inAnHour(), 0],
])('%s is verified each time', async (_what, token, expiresAt, keptMs) => {
  const tokens = new VerifiedTokens(keptMs);
  const { verify, verified } = verifier(expiresAt);
  await tokens.viewerOf(token, verify).catch(() => {});
  await tokens.viewerOf(token, verify).catch(() => {});
  expect(verified).toEqual([token, token]);
});

test('one is verified again after a while', async () => {
  const tokens = new VerifiedTokens(20);
  const { verify, verified } = verifier();
  await until(async () => {
    await tokens.viewerOf('ann', verify);
    return verified.length > 1;
  });
});

test('all are verified again once they are to be forgotten, those too that are just being verified', async () => {
  const tokens = new VerifiedTokens(60_000);
  const { verify, verified } = verifier();
  await tokens.viewerOf('ann', verify);
  const begun = Promise.withResolvers<void>();
  const bob = tokens.viewerOf('bob', async (token) => {
    await begun.promise;
    return verify(token);
  });
  tokens.forget();
  begun.resolve();
  await bob;
  await tokens.viewerOf('ann', verify);
  await tokens.viewerOf('bob', verify);
  expect(verified).toEqual(['ann', 'bob', 'ann', 'bob']);
});
