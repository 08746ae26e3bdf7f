import { expect, test } from '@jest/globals';
import { diskFull } from '../../faults/scenarios/disk-full.ts';
import { PATIENCE_MS } from '../support/patience.ts';

// Elsewhere a disk cannot be made for a test; test/server/full-database.test.ts fills a database on every system.
const times = process.platform === 'linux' ? [1] : [];

test.each(times)(
  'the disk fills up under load, %d time: DATABASE_FULL, nothing is lost, and it recovers by itself',
  async (times) => {
    const seen = await diskFull({
      times,
      rate: 50,
      megabytes: 8,
      fullMs: 300,
      roomMs: 700,
      recoveryMs: PATIENCE_MS,
    });
    expect(seen).toMatchObject({ broken: [], facts: { 'lines in the log': 1 } });
  },
);
