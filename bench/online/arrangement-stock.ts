import { Migrator } from '@mikro-orm/migrations';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { NamingStrategy } from '../../src/database/naming-strategy.ts';
import { type Arrangement, withOrm } from './arrangement.ts';
import { modelAfter } from './changes.ts';
import { databaseName, withClient } from './database.ts';
import { entitiesOf } from './model.ts';

/** MikroORM's own migrator with the settings that it comes with. */
export const stock: Arrangement = {
  key: 'stock',
  name: 'stock MikroORM 7.2.1',
  options: ({ folder, databaseUrl }, stepsMade) => ({
    driver: PostgreSqlDriver,
    clientUrl: databaseUrl,
    namingStrategy: NamingStrategy,
    extensions: [Migrator],
    entities: entitiesOf(modelAfter(stepsMade)),
    migrations: { path: folder, pathTs: folder, snapshotName: 'snapshot' },
    colors: false,
  }),
  async prepare(place, server) {
    await withClient(server, databaseName(place.databaseUrl), (client) =>
      client.query('drop table mikro_orm_migrations'),
    );
    // Finds the tables there, and notes the migration that it writes as applied.
    await withOrm(stock, place, 0, (orm) => orm.migrator.create(undefined, false, true, 'initial'));
  },
  // It has no other way than one statement.
  fill: ({ table, column, value }) => ({
    up: `this.addSql(\`update "${table}" set "${column}" = ${value} where "${column}" is null\`);`,
  }),
};
