import type { MigrateOptions, MigrationInfo, MigrationsOptions, MigratorEvent } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { PostgresqlMigrationDatabase } from '../dialects/postgresql/migration-database.ts';
import { SqliteMigrationDatabase } from '../dialects/sqlite/migration-database.ts';
import { HistoryTable } from '../history/history-table.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { quoteColumn } from '../model/quote.ts';
import { unreachableError } from './connect.ts';
import type { RunContext } from './context.ts';
import { Interrupt } from './interrupt.ts';
import type { MigrationDatabase } from './migration-database.ts';
import { findMigrations, fullMigrationName, type MigrationFile } from './migration-file.ts';
import type { RunObserver } from './observer.ts';
import type { RunSettings } from './options.ts';
import { retry } from './retry.ts';

/** What a run needs to know of the migrator it belongs to. */
export interface WorkbenchSource {
  driver: AbstractSqlDriver;
  options: MigrationsOptions;
  /** Where the files are; absolute. */
  folder: string;
  settings: RunSettings;
  emit(event: MigratorEvent, info: MigrationInfo): Promise<void>;
  /** Is called around every step. */
  observer?: RunObserver;
}

/** Opens and closes what every command that changes the database or its history needs. */
export class Workbench {
  readonly settings: RunSettings;
  readonly #source: WorkbenchSource;

  constructor(source: WorkbenchSource) {
    this.#source = source;
    this.settings = source.settings;
  }

  /** Where the checksum file is; a project that lists its migrations has none. */
  get checksumFolder(): string | undefined {
    return this.#source.options.migrationsList === undefined ? this.#source.folder : undefined;
  }

  /** The project's migrations. */
  findMigrations(): MigrationFile[] {
    return findMigrations(this.#source.options, this.#source.folder);
  }

  /** The name of a migration that a command names in any of the ways that MikroORM takes. */
  readonly fullName = (name: string): string => fullMigrationName(name, this.#source.options);

  emit(event: MigratorEvent, info: MigrationInfo): Promise<void> {
    return this.#source.emit(event, info);
  }

  /**
   * Runs `body` with the history, without a lock; for commands that only read.
   *
   * @param create Whether a database that does not exist is to be created.
   */
  async withHistory<T>(
    { schema, create = false }: { schema?: string; create?: boolean },
    body: (database: MigrationDatabase, history: HistoryTable) => Promise<T>,
  ): Promise<T> {
    const { driver, options, settings } = this.#source;
    const dialect = dialectOf(driver.getPlatform());
    const history = new HistoryTable(dialect, options, driver, schema ?? options.schema);
    const database =
      dialect === 'sqlite'
        ? await SqliteMigrationDatabase.open(driver, settings, history.name).catch((error: unknown) => {
            throw unreachableError(error, String(driver.config.get('dbName')));
          })
        : new PostgresqlMigrationDatabase(driver, settings, history.name);
    try {
      await database.reach(create).catch((error: unknown) => {
        throw unreachableError(error, database.address);
      });
      return await body(database, history);
    } finally {
      await database.close();
    }
  }

  /**
   * Runs `body` under the lock, with a history table that is complete. Nothing of the files or the history is read
   * before the lock is held: a run that waited sees what the one before it did.
   */
  withLock<T>(
    command: string,
    options: string | string[] | MigrateOptions | undefined,
    body: (context: RunContext, files: MigrationFile[]) => Promise<T>,
  ): Promise<T> {
    const schema = typeof options === 'object' && !Array.isArray(options) ? options.schema : undefined;
    return this.withHistory({ schema, create: command === 'migration:up' }, async (database, history) => {
      const { settings } = this;
      const interrupt = new Interrupt(settings.report, () => database.cancel());
      try {
        const lock = await database.lock({
          command,
          timeout: settings.lockTimeout,
          report: settings.report,
          checkInterrupted: () => interrupt.check(),
        });
        try {
          await retry({ database, settings, interrupt }, command, (knowledge) =>
            database.transaction(command, knowledge, (session) => history.ensure(session, database.driver)),
          );
          const schemaStatement =
            schema === undefined ? undefined : `set local search_path = ${quoteColumn(schema)}`;
          return await body(
            {
              database,
              history,
              settings,
              interrupt,
              lock,
              schemaStatement,
              observer: this.#source.observer,
            },
            this.findMigrations(),
          );
        } finally {
          await lock.release();
        }
      } finally {
        interrupt.release();
      }
    });
  }
}
