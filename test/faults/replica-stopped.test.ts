import { expect, test } from '@jest/globals';
import { replicaStopped } from '../../faults/scenarios/replica-stopped.ts';
import { PATIENCE_MS } from '../support/patience.ts';

test('a replica is killed under load: no request fails, everybody reads what they wrote, and it is used again', async () => {
  const seen = await replicaStopped({
    processes: 2,
    readers: 4,
    writers: 2,
    pauseMs: 50,
    downMs: [500],
    upMs: 1_000,
    leastQueries: 50,
    // The machine is busy with other tests.
    returnMs: PATIENCE_MS,
    answerMs: PATIENCE_MS,
  });
  expect(seen).toMatchObject({ broken: [] });
  expect(seen.facts.queries).toBeGreaterThanOrEqual(50);
});
