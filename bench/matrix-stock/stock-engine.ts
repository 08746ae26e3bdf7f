import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { type AbstractSqlDriver, SqlMikroORM } from '@mikro-orm/sql';
import { SqliteDriver } from '@mikro-orm/sqlite';
import type { DatabaseLocation } from '../../src/config.ts';
import { NamingStrategy } from '../../src/database/naming-strategy.ts';
import type { Engine } from '../../test/migrator/matrix/engine.ts';

/** MikroORM's own migrator with the settings that it comes with. */
export const stockEngine: Engine = {
  name: 'stock MikroORM 7.2.1',
  sharesFiles: false,
  async open(entities: EntitySchema[], location: DatabaseLocation, folder: string) {
    const orm = await SqlMikroORM.init<AbstractSqlDriver>({
      entities,
      namingStrategy: NamingStrategy,
      extensions: [Migrator],
      migrations: { path: folder, pathTs: folder, snapshotName: 'snapshot' },
      colors: false,
      logger: () => undefined,
      ...(location.dialect === 'sqlite'
        ? { driver: SqliteDriver, dbName: location.path }
        : { driver: PostgreSqlDriver, clientUrl: location.url }),
    });
    return {
      async create(name) {
        const { fileName } = await orm.migrator.create(undefined, false, false, name);
        return fileName === '' ? [] : [fileName];
      },
      up: async (last) =>
        void (await orm.migrator.up(last === undefined ? undefined : { to: last.replace(/\.ts$/, '') })),
      down: async () => void (await orm.migrator.down()),
      async checksForeignKeys() {
        const rows: { foreign_keys: number }[] =
          location.dialect === 'sqlite' ? await orm.em.getConnection().execute('pragma foreign_keys') : [];
        return rows[0]?.foreign_keys !== 0;
      },
      close: () => orm.close(true),
    };
  },
};
