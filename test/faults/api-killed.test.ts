import { expect, test } from '@jest/globals';
import { apiKilled } from '../../faults/scenarios/api-killed.ts';
import { DIALECTS } from '../../faults/servers/database.ts';
import { PATIENCE_MS } from '../support/patience.ts';

test.each(DIALECTS)(
  'the API is killed under load on %s: every acknowledged write is there once, also what was sent again',
  async (dialect) => {
    const seen = await apiKilled({ dialect, kills: 2, rate: 40, upMs: 1_000, startMs: PATIENCE_MS });
    expect(seen).toMatchObject({ broken: [] });
    expect(seen.facts['requests sent again']).toBeGreaterThan(0);
  },
);
