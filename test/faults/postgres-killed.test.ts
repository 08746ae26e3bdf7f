import { expect, test } from '@jest/globals';
import { postgresKilled } from '../../faults/scenarios/postgres-killed.ts';
import { PATIENCE_MS } from '../support/patience.ts';

test('PostgreSQL is killed under load: nothing acknowledged is lost, every request is answered, and it recovers', async () => {
  const seen = await postgresKilled({
    processes: 1,
    rate: 20,
    downMs: [500],
    upMs: 1_000,
    // The machine is busy with other tests.
    recoveryMs: PATIENCE_MS,
    answerMs: PATIENCE_MS,
  });
  expect(seen).toMatchObject({ broken: [] });
  expect(seen.facts.acknowledged).toBeGreaterThan(10);
});
