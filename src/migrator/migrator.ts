import type { MikroORM } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { CreatedMigration } from './generate/create-migration.ts';
import { type GeneratorContext, generateMigration, hasUngeneratedChanges } from './generate/generator.ts';
import type { DualMigratorOptions } from './options.ts';

/** MikroORM's migrator, for one history on several databases. Each method is carried out by a module of its own. */
export class DualMigrator extends Migrator {
  /** A getter, because MikroORM's constructor asks for services before any field of this class is set. */
  protected get dualOptions(): DualMigratorOptions {
    return {};
  }

  override async create(
    path?: string,
    blank?: boolean,
    initial?: boolean,
    name?: string,
  ): Promise<CreatedMigration> {
    return generateMigration(await this.#generatorContext(), { path, blank, initial, name });
  }

  override createInitial(path?: string, name?: string, blank?: boolean): Promise<CreatedMigration> {
    return this.create(path, blank, true, name);
  }

  override async checkSchema(): Promise<boolean> {
    return hasUngeneratedChanges(await this.#generatorContext());
  }

  async #generatorContext(): Promise<GeneratorContext> {
    await this.resolvePaths();
    const em = this.em as SqlEntityManager;
    return { em, folder: this.absolutePath, settings: this.options, options: this.dualOptions };
  }
}

/** The extension that puts the migrator behind `orm.migrator` and the `mikro-orm` command line. */
export function dualMigrator(options: DualMigratorOptions = {}) {
  class ConfiguredMigrator extends DualMigrator {
    protected override get dualOptions(): DualMigratorOptions {
      return options;
    }
  }
  return {
    name: 'Migrator',
    register(orm: MikroORM): void {
      orm.config.registerExtension(
        '@mikro-orm/migrator',
        () => new ConfiguredMigrator(orm.em as SqlEntityManager),
      );
    },
  };
}
