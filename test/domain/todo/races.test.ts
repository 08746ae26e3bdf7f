import { expect, test } from '@jest/globals';
import { race } from '../../../bench/races/race.ts';
import { describeDatabases } from '../../support/databases.ts';

describeDatabases('clients that change the same todos at once', (database) => {
  test('lose no update, share no place, and meet no error that they cannot mend', async () => {
    const { em } = await database.open();
    const { operations, violations } = await race(em, 2_000, 6);
    expect([...new Set(violations)]).toEqual([]);
    expect(operations.count?.done).toBeGreaterThan(0);
  });
});
