import { expect, test } from '@jest/globals';
import { openOrm } from '../../../../src/database/orm.ts';
import { SEARCH_OBJECTS } from '../../../../src/database/search/objects.ts';
import { withoutOnlyOn } from '../../../../src/migrator/model/only-on.ts';
import { DIALECTS } from '../../../../src/migrator/model/schema.ts';
import { readSnapshot } from '../../../../src/migrator/model/snapshot.ts';
import { inPassing, readLive } from '../../../../src/migrator/rehearse/scratch/read-schema.ts';
import { rememberInequivalences } from '../../../../src/migrator/verify/equivalence/index.ts';
import { createDatabase } from '../../../support/templates.ts';

test('The databases are equivalent after every migration of the product', async () => {
  const orms = await Promise.all(
    DIALECTS.map(async (dialect) =>
      openOrm(await createDatabase(dialect, 'empty'), { logger: () => undefined }),
    ),
  );
  try {
    const [sqlite, postgresql] = orms;
    if (sqlite === undefined || postgresql === undefined) {
      throw new Error('There are two dialects.');
    }
    const describeInequivalences = rememberInequivalences();
    const names = (await sqlite.migrator.getPending()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) {
      const schemas = [];
      for (const orm of [sqlite, postgresql]) {
        await orm.migrator.up({ to: name });
        const model = await readSnapshot('migrations', orm === sqlite ? 'sqlite' : 'postgresql');
        schemas.push(withoutOnlyOn(await readLive(orm.em.getDriver(), model), SEARCH_OBJECTS));
      }
      const [left, right] = schemas;
      if (left === undefined || right === undefined) {
        throw new Error('There are two schemas.');
      }
      const sentences = await inPassing(postgresql.em.getDriver(), (execute) =>
        describeInequivalences(left, right, execute),
      );
      expect([name, sentences.filter((sentence) => !sentence.includes('mikro_orm_migrations'))]).toEqual([
        name,
        [],
      ]);
    }
  } finally {
    await Promise.all(orms.map((orm) => orm.close(true)));
  }
});
