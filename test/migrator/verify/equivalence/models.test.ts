import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entities } from '../../../../src/entities/index.ts';
import { entitiesOf, model } from '../../generate/arbitrary-model.ts';
import { categories as all } from '../../matrix/cases/index.ts';
import type { MatrixCase } from '../../matrix/matrix-case.ts';
import { bothDatabases } from './both-databases.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);
const categories: Readonly<Record<string, readonly MatrixCase[]>> = all;
const databases = bothDatabases();

test('The entities of the product make equivalent schemas', async () => {
  expect(await databases.compareEntities([...entities] as never)).toEqual([]);
});

test('Any entity model makes equivalent schemas', async () => {
  await fc.assert(
    fc.asyncProperty(model, async (spec) => {
      expect(await databases.compareEntities(entitiesOf(spec))).toEqual([]);
      expect(await databases.compareEntities(entitiesOf(spec), {}, 'not asked')).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

/** Where the model before the change is none that another case ends with. */
const OTHER_BEFORE = ['type', 'drop column', 'tables'];
/** MikroORM's index for it is on SQLite alone, and no schema says what it is for. */
const REFERENCE_WITHOUT_KEY = 'foreign key: without a constraint';

test.each(Object.entries(categories))(
  'The models of the matrix are equivalent: %s',
  async (category, cases) => {
    for (const { name, before, after, perDialect, dialects } of cases) {
      // Where a model is written for one database, nobody says that the other's is the same.
      if (perDialect || dialects !== undefined) {
        continue;
      }
      if (OTHER_BEFORE.includes(category)) {
        expect([name, await databases.compareEntities(before('sqlite'))]).toEqual([name, []]);
      }
      expect([name, await databases.compareEntities(after('sqlite'))]).toEqual([
        name,
        name === REFERENCE_WITHOUT_KEY
          ? [expect.stringMatching(/^Index "ix_items_owner_id" .* say \.index\(\) there/)]
          : [],
      ]);
    }
  },
);
