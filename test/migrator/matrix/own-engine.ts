import type { EntitySchema } from '@mikro-orm/core';
import type { DatabaseLocation } from '../../../src/config.ts';
import { openOrm } from '../../../src/database/orm.ts';
import type { DualMigrator } from '../../../src/migrator/migrator.ts';
import type { KeptConnections } from '../../support/kept-connections.ts';
import { patient } from '../../support/patient.ts';
import type { Engine } from './engine.ts';

/**
 * The migrator of this product.
 *
 * @param kept Takes its connections to PostgreSQL.
 */
export const ownEngine = (kept?: KeptConnections): Engine => ({
  name: 'dual migrator',
  sharesFiles: true,
  async open(entities: EntitySchema[], location: DatabaseLocation, folder: string) {
    const orm = await openOrm(location, {
      entities,
      ...(location.dialect === 'postgresql' && {
        driverOptions: { ...patient(location).driverOptions, ...(kept && { Client: kept.Client }) },
      }),
      migrations: { path: folder, snapshotOnMigrate: false },
      logger: () => undefined,
    });
    return {
      async create(name, renames = []) {
        process.env.MIGRATION_RENAMES = renames.join(',');
        try {
          const migrator = orm.migrator as unknown as DualMigrator;
          const { files } = await migrator.create(undefined, false, false, name);
          return files.map(({ fileName }) => fileName);
        } finally {
          delete process.env.MIGRATION_RENAMES;
        }
      },
      up: async (last) =>
        void (await orm.migrator.up(last === undefined ? undefined : { to: last.replace(/\.ts$/, '') })),
      down: async (first) => void (await orm.migrator.down({ to: first.replace(/\.ts$/, '') })),
      async checksForeignKeys() {
        const rows: { foreign_keys: number }[] =
          location.dialect === 'sqlite' ? await orm.em.getConnection().execute('pragma foreign_keys') : [];
        return rows[0]?.foreign_keys !== 0;
      },
      close: () => orm.close(true),
    };
  },
});
