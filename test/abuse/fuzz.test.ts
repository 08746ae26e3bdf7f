import { expect, test } from '@jest/globals';
import { fuzz } from '../../abuse/fuzz/fuzz.ts';
import { schema } from '../../src/server/schema.ts';
import { testServer } from '../server/server.ts';
import { describeDatabases } from '../support/databases.ts';

/** `npm run fuzz` goes on for a minute. */
const REQUESTS = 400;

describeDatabases('Operations made at random from the schema', (database) => {
  test('are answered with data or the code of a mistake of the caller, never with a fault of the server', async () => {
    const { server, log } = await testServer(await database.open());
    const tally = await fuzz({ server, schema, seed: 20_261_126, requests: REQUESTS });
    expect(tally.data).toBeGreaterThan(REQUESTS / 10);
    expect(tally.BAD_USER_INPUT).toBeGreaterThan(0);
    expect(log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
