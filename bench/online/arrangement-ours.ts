import { cp, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ormOptions } from '../../src/database/orm.ts';
import type { Arrangement } from './arrangement.ts';
import { modelAfter } from './changes.ts';
import { entitiesOf } from './model.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** This product's migrator with the product's own settings, over a copy of its migrations. */
export const ours: Arrangement = {
  key: 'ours',
  name: 'this migrator',
  options: ({ folder, databaseUrl }, stepsMade) => ({
    ...ormOptions({ dialect: 'postgresql', url: databaseUrl }),
    entities: entitiesOf(modelAfter(stepsMade)),
    migrations: { path: folder, snapshotOnMigrate: false },
  }),
  async prepare({ folder }) {
    await cp(join(ROOT, 'migrations'), folder, { recursive: true });
    // What the copies import.
    await symlink(join(ROOT, 'src'), join(folder, '../src'));
  },
  fill: ({ table, column, value }) => ({
    up: `this.backfill({ table: '${table}', set: { ${column}: \`${value}\` }, where: \`"${column}" is null\` });`,
    members: '  override isTransactional() {\n    return false;\n  }\n',
  }),
};
