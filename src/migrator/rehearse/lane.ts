import type { Migration } from '@mikro-orm/migrations';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Loss } from '../dual-migration.ts';
import type { Dialect, Schema } from '../model/schema.ts';
import { emptySchema } from '../model/snapshot.ts';
import type { Project } from '../project.ts';
import type { RunContext } from '../run/context.ts';
import type { Execute } from '../run/execute.ts';
import type { MigrationClass } from '../run/migration-file.ts';
import { runMigration } from '../run/run-migration.ts';
import { Measurer } from './measure/measurer.ts';
import type { ScratchState } from './moment.ts';
import type { RehearsedDirection } from './rehearsal.ts';
import { inPassing, readLive } from './scratch/read-schema.ts';
import { openScratchWorkbench, type Replayed, withoutHistory } from './scratch/workbench.ts';

/** One scratch database, with everything open that running one migration after the other needs. */
export class Lane {
  /** Kept up to date by whoever rehearses. */
  readonly state: ScratchState;
  readonly #project: Project;
  readonly #context: RunContext;
  readonly #measurer: Measurer | undefined;

  private constructor(
    project: Project,
    context: RunContext,
    measurer: Measurer | undefined,
    version: string,
  ) {
    const { dialect, driver } = context.database;
    this.state = {
      dialect,
      version,
      schema: emptySchema(dialect),
      stopped: false,
      driver,
      transaction: (body) => inTransaction(driver, body),
    };
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
    return workbench.withLock('migration:verify', undefined, async (opened) => {
      context = opened;
      const { dialect, driver: own } = opened.database;
      return body(new Lane(project, opened, measurer, await inPassing(own, VERSION[dialect])));
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
    const { driver, dialect } = this.state;
    const namespaces = dialect === 'postgresql' ? await inPassing(driver, readNamespaces) : [];
    return withoutHistory(this.#project, driver, await readLive(driver, { dialect, namespaces }));
  }

  /** @throws {MigrationError} INTERRUPTED after Ctrl-C. */
  checkInterrupted(): void {
    this.#context.interrupt.check();
  }
}

/** Runs `body` in a transaction, which is committed when it returns. */
function inTransaction<T>(driver: AbstractSqlDriver, body: (execute: Execute) => Promise<T>): Promise<T> {
  const connection = driver.getConnection();
  return connection.transactional((transaction) =>
    body((sql) => connection.execute(sql, [], 'all', transaction)),
  );
}

const VERSION: Record<Dialect, (execute: Execute) => Promise<string>> = {
  sqlite: async (execute) => String((await execute('select sqlite_version() as "version"'))[0]?.version),
  postgresql: async (execute) => {
    const [row] = await execute(`select current_setting('server_version') as "version"`);
    // A distribution may put its own name behind.
    return String(row?.version).split(' ')[0] ?? '';
  },
};

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
