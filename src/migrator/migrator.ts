import type { MigrateOptions, MigrationInfo, MigratorEvent, MikroORM } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { CreatedMigration } from './generate/create-migration.ts';
import { type GeneratorContext, generateMigration, hasUngeneratedChanges } from './generate/generator.ts';
import type { DualMigratorOptions } from './options.ts';
import { Listeners } from './run/listeners.ts';
import { settle } from './run/options.ts';
import { runMigrations } from './run/runner.ts';
import { Workbench } from './run/workbench.ts';

/** MikroORM's migrator, for one history on several databases. Each method is carried out by a module of its own. */
export class DualMigrator extends Migrator {
  constructor(em: SqlEntityManager) {
    super(em);
    // MikroORM's own lines (`Processing …`, `Applied …`); a run reports instead.
    Listeners.of(this).clear();
  }

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

  override on(event: MigratorEvent, listener: (info: MigrationInfo) => unknown): this {
    Listeners.of(this).add(event, listener);
    return this;
  }

  override off(event: MigratorEvent, listener: (info: MigrationInfo) => unknown): this {
    Listeners.of(this).delete(event, listener);
    return this;
  }

  protected override async runMigrations(
    method: 'up' | 'down',
    options?: string | string[] | MigrateOptions,
  ): Promise<MigrationInfo[]> {
    return runMigrations(await this.#workbench(), method, options);
  }

  async #workbench(): Promise<Workbench> {
    await this.initPaths();
    const logger = this.config.getLogger();
    const report = (line: string) =>
      this.options.silent === true ? undefined : logger.log('migrator', line, { enabled: true });
    return new Workbench({
      driver: this.driver,
      options: this.options,
      folder: this.absolutePath,
      settings: settle(this.dualOptions, report),
      emit: (event, info) => Listeners.of(this).emit(event, info),
    });
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
