import type { MigrateOptions, MigrationInfo, MigrationRow, MigratorEvent, MikroORM } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { CheckResult } from './check/index.ts';
import type { CreatedMigration } from './generate/create-migration.ts';
import type { GeneratorContext } from './generate/generator.ts';
import type { DualMigratorOptions } from './options.ts';
import type { Project } from './project.ts';
import type { RebaseRequest, RebaseResult } from './rebase/index.ts';
import { refuseOnCommandLine, silenceCommandLine } from './run/command-line.ts';
import { dropForFresh } from './run/fresh.ts';
import { Listeners } from './run/listeners.ts';
import { logMigration, unlogMigration } from './run/log.ts';
import { type RunSettings, settle } from './run/options.ts';
import { readExecuted, readPending } from './run/read.ts';
import { rollupError } from './run/rollup.ts';
import { runMigrations } from './run/runner.ts';
import { GuardedSchemaGenerator } from './run/schema-generator.ts';
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
    // Loaded when it is asked for, as a third of the migrator: an application that starts does not.
    const { generateMigration } = await import('./generate/generator.ts');
    const { reportFiles } = await import('./generate/report-files.ts');
    const created = await generateMigration(await this.#generatorContext(), { path, blank, initial, name });
    // The command line prints one name only.
    reportFiles(created, this.#settings().report);
    return created;
  }

  override createInitial(path?: string, name?: string, blank?: boolean): Promise<CreatedMigration> {
    return this.create(path, blank, true, name);
  }

  /** Compares entities, snapshots, files, checksums and, where it answers, the database. Changes nothing. */
  async check(): Promise<CheckResult> {
    // Loaded when it is asked for: an application that starts does not.
    const { checkEverything } = await import('./check/index.ts');
    return checkEverything(await this.project());
  }

  /**
   * Puts the migrations of this branch after those of the other side of a git merge, and makes snapshots and checksum
   * file anew.
   */
  async rebase(request: RebaseRequest = {}): Promise<RebaseResult> {
    const { rebaseMigrations } = await import('./rebase/index.ts');
    return rebaseMigrations(await this.project(), request);
  }

  /** Carries out `migration:check`: whether anything was found, each finding reported on a line. */
  override async checkSchema(): Promise<boolean> {
    const { findings, notes } = await this.check();
    const { report } = this.#settings();
    for (const line of [...findings.map(({ message }) => message), ...notes]) {
      report(line);
    }
    return findings.length > 0;
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
    const done = await runMigrations(await this.#workbench(), method, options);
    if (done.length === 0) {
      await silenceCommandLine();
    }
    return done;
  }

  /** Clears the database for `migration:fresh`, under the lock; in production only with an explicit yes. */
  async dropForFresh(wholeDatabase: boolean, drop: () => Promise<void>): Promise<void> {
    await dropForFresh(await this.#workbench(), wholeDatabase, drop);
  }

  override rollup(): Promise<never> {
    return Promise.reject(rollupError());
  }

  override async getExecuted(options?: { schema?: string }): Promise<MigrationRow[]> {
    return readExecuted(await this.#workbench(), options?.schema);
  }

  override async getPending(options?: { schema?: string }): Promise<MigrationInfo[]> {
    return readPending(await this.#workbench(), options?.schema);
  }

  override async logMigration(name: string): Promise<void> {
    await logMigration(await this.#workbench(), name);
  }

  override async unlogMigration(name: string): Promise<void> {
    await unlogMigration(await this.#workbench(), name);
  }

  #settings(): RunSettings {
    const logger = this.config.getLogger();
    const report = (line: string) =>
      this.options.silent === true ? undefined : logger.log('migrator', line, { enabled: true });
    return settle(this.dualOptions, report);
  }

  async #workbench(): Promise<Workbench> {
    await this.initPaths();
    return new Workbench({
      driver: this.driver,
      options: this.options,
      folder: this.absolutePath,
      settings: this.#settings(),
      emit: (event, info) => Listeners.of(this).emit(event, info),
    });
  }

  /** What a command works on: the entities, the files and the database, which need not be reachable. */
  async project(): Promise<Project> {
    const { em, folder } = await this.#generatorContext();
    return { em, driver: this.driver, options: this.options, folder, settings: this.#settings() };
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
      const em = () => orm.em as SqlEntityManager;
      const close = () => orm.close(true);
      orm.config.registerExtension('@mikro-orm/migrator', () =>
        refuseOnCommandLine(new ConfiguredMigrator(em()), close),
      );
      orm.config.registerExtension('@mikro-orm/schema-generator', () =>
        refuseOnCommandLine(new GuardedSchemaGenerator(em()), close),
      );
    },
  };
}
