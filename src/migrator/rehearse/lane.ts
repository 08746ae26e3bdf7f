import type { Migration } from '@mikro-orm/migrations';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Loss } from '../dual-migration.ts';
import type { Dialect, Schema } from '../model/schema.ts';
import type { Project } from '../project.ts';
import type { RunContext } from '../run/context.ts';
import type { Execute } from '../run/execute.ts';
import type { MigrationClass } from '../run/migration-file.ts';
import { runMigration } from '../run/run-migration.ts';
import { Measurer } from './measure/measurer.ts';
import type { RehearsedDirection } from './rehearsal.ts';
import { inPassing, readLive } from './scratch/read-schema.ts';
import { openScratchWorkbench, type Replayed, withoutHistory } from './scratch/workbench.ts';

/** One scratch database, with everything open that running one migration after the other needs. */
export class Lane {
  readonly dialect: Dialect;
  readonly #project: Project;
  readonly #context: RunContext;
  readonly #measurer: Measurer | undefined;

  private constructor(project: Project, context: RunContext, measurer: Measurer | undefined) {
    this.dialect = context.database.dialect;
    this.#project = project;
    this.#context = context;
    this.#measurer = measurer;
  }

  /**
   * Runs `body` on the empty database of `driver`, under its migration lock.
   *
   * @param measure Whether to measure what statements lock, rewrite and scan; PostgreSQL only.
   */
  static async open<T>(
    project: Project,
    driver: AbstractSqlDriver,
    measure: boolean,
    body: (lane: Lane) => Promise<T>,
  ): Promise<T> {
    let context: RunContext | undefined;
    const { options } = project;
    const measurer = measure
      ? new Measurer(() => context?.database.driver ?? driver, options.tableName ?? 'mikro_orm_migrations')
      : undefined;
    const workbench = await openScratchWorkbench(project, driver, [], measurer);
    return workbench.withLock('migration:verify', undefined, (opened) => {
      context = opened;
      return body(new Lane(project, opened, measurer));
    });
  }

  /** Runs one direction of one migration, and reads the schema that it leads to. */
  async run({ name, load }: Replayed, direction: 'up' | 'down'): Promise<RehearsedDirection> {
    const instances: Migration[] = [];
    const file = { name, load: async () => recordInstances(await load(), instances) };
    this.#measurer?.begin();
    const duration = await runMigration(this.#context, { file, direction, checksum: undefined });
    return {
      schema: await this.readSchema(),
      statements: this.#measurer?.statements ?? [],
      losses: lossesOf(instances.at(-1)),
      duration,
    };
  }

  /** The schema as it is, the history table left out. */
  async readSchema(): Promise<Schema> {
    const { driver } = this.#context.database;
    const { dialect } = this;
    const namespaces = dialect === 'postgresql' ? await inPassing(driver, readNamespaces) : [];
    return withoutHistory(this.#project, driver, await readLive(driver, { dialect, namespaces }));
  }

  /** Runs `body` in a transaction, which is committed when it returns. */
  async transaction<T>(body: (execute: Execute) => Promise<T>): Promise<T> {
    const connection = this.#context.database.driver.getConnection();
    return connection.transactional((transaction) =>
      body((sql) => connection.execute(sql, [], 'all', transaction)),
    );
  }

  /** @throws {MigrationError} INTERRUPTED after Ctrl-C. */
  checkInterrupted(): void {
    this.#context.interrupt.check();
  }
}

/** What a migration declares stands in its instance, which the run makes for itself. */
function recordInstances(migration: MigrationClass, instances: Migration[]): MigrationClass {
  return new Proxy(migration, {
    construct(target, args, newTarget) {
      const instance: Migration = Reflect.construct(target, args, newTarget);
      instances.push(instance);
      return instance;
    },
  });
}

function lossesOf(migration: Migration | undefined): readonly Loss[] {
  return migration !== undefined && 'getLosses' in migration
    ? (migration as Migration & { getLosses(): readonly Loss[] }).getLosses()
    : [];
}

/** A migration may make schemas that the last snapshot knows nothing of. */
async function readNamespaces(execute: Execute): Promise<string[]> {
  const rows = await execute(`
    select nspname as name from pg_namespace
     where nspname not like 'pg\\_%' and nspname not in ('information_schema', current_schema()) order by 1`);
  return rows.map(({ name }) => String(name));
}
