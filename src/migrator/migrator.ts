import type { MikroORM } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** MikroORM's migrator, for one history on several databases. */
export class DualMigrator extends Migrator {}

/** The extension that puts the migrator behind `orm.migrator` and the `mikro-orm` command line. */
export function dualMigrator() {
  return {
    name: 'Migrator',
    register(orm: MikroORM): void {
      orm.config.registerExtension('@mikro-orm/migrator', () => new DualMigrator(orm.em as SqlEntityManager));
    },
  };
}
