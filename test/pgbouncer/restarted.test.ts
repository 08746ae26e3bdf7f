import { expect, test } from '@jest/globals';
import { pgbouncerRestarted } from '../../faults/scenarios/pgbouncer-restarted.ts';

test('PgBouncer is killed under load, and PostgreSQL behind it: nothing acknowledged is lost, every request is answered, and it recovers', async () => {
  const seen = await pgbouncerRestarted({
    processes: 1,
    rate: 20,
    downMs: [500],
    upMs: 1_000,
    // The machine is busy with other tests.
    recoveryMs: 30_000,
    answerMs: 30_000,
  });
  expect(seen).toMatchObject({ broken: [] });
});
