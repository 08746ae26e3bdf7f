import { expect, test } from '@jest/globals';
import { postgresKilled } from '../../faults/scenarios/postgres-killed.ts';

test('PostgreSQL is killed under load: nothing acknowledged is lost, every request is answered, and it recovers', async () => {
  const seen = await postgresKilled({
    processes: 1,
    rate: 20,
    downMs: [500],
    upMs: 1_000,
    // The machine is busy with other tests.
    recoveryMs: 30_000,
    answerMs: 30_000,
  });
  expect(seen).toMatchObject({ broken: [] });
  expect(seen.facts.acknowledged).toBeGreaterThan(10);
});
