import { expect, test } from '@jest/globals';
import { activity } from '../../src/database/activity.ts';
import { run } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { describeDatabases } from '../support/databases.ts';

describeDatabases('a transaction of a request that is given up', (database) => {
  test.each([
    ['between two statements', true],
    ['before its commit', false],
  ])('%s is taken back, and its connection used again', async (_when, asksMore) => {
    const orm = await database.open();
    await orm.driver.execute('create table written (n int)');
    const controller = new AbortController();
    const request = { statements: 0, statementMs: 0, signal: controller.signal };
    const given = activity.run(request, () =>
      inTransaction(orm.em.fork(), async (em) => {
        await run(em, sql`insert into written values (1)`);
        controller.abort(new Error('It took too long.'));
        if (asksMore) {
          await run(em, sql`insert into written values (2)`);
        }
      }),
    );
    await expect(given).rejects.toThrow('It took too long.');
    await inTransaction(orm.em.fork(), (em) => run(em, sql`insert into written values (3)`));
    expect(await orm.driver.execute('select n from written')).toEqual([{ n: 3 }]);
  });
});
