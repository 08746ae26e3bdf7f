import { expect, test } from '@jest/globals';
import { pgbouncerRestarted } from '../../faults/scenarios/pgbouncer-restarted.ts';
import { PATIENCE_MS } from '../support/patience.ts';

test('PgBouncer is killed under load, and PostgreSQL behind it: nothing acknowledged is lost, every request is answered, and it recovers', async () => {
  const seen = await pgbouncerRestarted({
    processes: 1,
    rate: 20,
    downMs: [500],
    upMs: 1_000,
    // The machine is busy with other tests.
    recoveryMs: PATIENCE_MS,
    answerMs: PATIENCE_MS,
  });
  expect(seen).toMatchObject({ broken: [] });
});
