import type { EntitySchema } from '@mikro-orm/core';
import type { DatabaseLocation } from '../../../src/config.ts';
import { openOrm } from '../../../src/database/orm.ts';
import type { Engine } from './engine.ts';
import type { Renames } from './matrix-case.ts';

/** The migrator of this product. */
export const ownEngine: Engine = {
  name: 'dual migrator',
  sharesFiles: true,
  async open(entities: EntitySchema[], location: DatabaseLocation, folder: string, _renames?: Renames) {
    const orm = await openOrm(location, {
      entities,
      migrations: { path: folder, snapshotOnMigrate: false },
      logger: () => undefined,
    });
    return {
      create: async (name) => (await orm.migrator.create(undefined, false, false, name)).fileName,
      up: async () => void (await orm.migrator.up()),
      down: async () => void (await orm.migrator.down()),
      executed: async () => (await orm.migrator.getExecuted()).map((row) => row.name),
      close: () => orm.close(true),
    };
  },
};
