import { expect, test } from '@jest/globals';
import { postgresqlBackfills } from '../../../../src/migrator/dialects/postgresql/backfill.ts';
import { settleBackfill } from '../../../../src/migrator/run/backfill/settle.ts';
import {
  changeBatch,
  findBatch,
  findUnchanged,
  type KeyedBackfill,
} from '../../../../src/migrator/run/backfill/statements.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { openRunner } from '../runner.ts';
import { createNotes, fillSlug } from './rows.ts';

describeDatabases(
  'each statement of a batch',
  (database) => {
    test('reads along the key, also where nothing is known of a column', async () => {
      const runner = await openRunner(database, [createNotes(20_000)]);
      await runner.orm.migrator.up();
      await runner.query('alter table "notes" add column "new" text null');
      await runner.query('analyze "notes" ("id", "title")');
      const backfill: KeyedBackfill = {
        ...settleBackfill(
          { ...fillSlug, batchSize: 1000, set: { new: '"title"' }, where: '"new" is null' },
          'Migration02',
        ),
        key: ['id'],
      };
      const range = { after: [`'1000'`], upTo: [`'1010'`] };
      const plan = await runner.orm.em.fork().transactional(async (em) => {
        const execute = (sql: string) => em.execute<Record<string, unknown>[]>(sql);
        const explain = (sql: string) => execute(`explain ${sql}`);
        const rows = [
          ...(await postgresqlBackfills.inKeyOrder(
            execute,
            `explain ${findBatch(backfill, 'postgresql', range.after)}`,
          )),
          ...(await explain(changeBatch(backfill, range))),
          ...(await explain(findUnchanged(backfill, 'postgresql', range))),
        ];
        return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
      });
      expect(plan).not.toMatch(/Seq Scan/);
      expect(plan.match(/notes_pkey/g)).toHaveLength(3);
    });
  },
  'postgresql',
);
