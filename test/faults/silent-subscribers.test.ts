import { expect, test } from '@jest/globals';
import { silentSubscribers } from '../../faults/scenarios/silent-subscribers.ts';
import { DIALECTS } from '../../faults/servers/database.ts';

test.each(DIALECTS)(
  'subscribers that never read are closed with 4410 on %s, and the others get every event in order',
  async (dialect) => {
    const seen = await silentSubscribers({
      dialect,
      readers: 20,
      silent: 3,
      rounds: 1,
      rate: 20,
      roundMs: 0,
      growthMegabytes: Number.POSITIVE_INFINITY,
    });
    expect(seen).toMatchObject({ broken: [] });
  },
);
