import { MigrationError, type MigrationErrorCode } from '../errors.ts';
import { isEqual } from '../model/equal.ts';
import { DIALECTS, type Dialect, type Schema } from '../model/schema.ts';
import { emptySchema } from '../model/snapshot.ts';
import type { Project } from '../project.ts';
import { findMigrations } from '../run/migration-file.ts';
import { messageOf } from '../run/statement-error.ts';
import { Lane } from './lane.ts';
import type { Moment, RehearsalHooks } from './moment.ts';
import type { Pass, RehearsedDirection, RehearsedMigration } from './rehearsal.ts';
import { withMemory } from './scratch/empty-database.ts';
import { withScratchPostgres } from './scratch/postgresql.ts';
import type { Replayed } from './scratch/workbench.ts';

/** What is to be rehearsed, and how. */
export interface RehearsalOptions {
  /** Names of the migrations to carry out up, down and up again; the others are applied once. Default: all. */
  migrations?: readonly string[];
  /** Default: every one. */
  dialects?: readonly Dialect[];
  /** Whether to measure what statements lock, rewrite and scan on PostgreSQL. Default: true. */
  measure?: boolean;
  hooks?: RehearsalHooks;
  /** Told before each migration: how many of how many are done. */
  progress?(name: string, done: number, total: number): void;
}

/**
 * Replays the history on empty databases, one migration at a time: up, down, and up again. The scratch databases are
 * gone afterwards, whatever happens.
 *
 * @param visit Gets each of `options.migrations` on each database, in order, SQLite before PostgreSQL; awaited. Any
 *   other migration only where it fails.
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED, INTERRUPTED. What stops a migration is no error but a result.
 */
export async function rehearse(
  project: Project,
  options: RehearsalOptions,
  visit: (rehearsed: RehearsedMigration) => Promise<void> | void,
): Promise<void> {
  const files = findMigrations(project.options, project.folder);
  const { dialects = DIALECTS, measure = true } = options;
  await withLanes(project, dialects, measure, async (lanes) => {
    const states = lanes.map((lane) => ({ lane, schema: emptySchema(lane.dialect), stopped: false }));
    for (const [index, file] of files.entries()) {
      options.progress?.(file.name, index, files.length);
      const isWhole = options.migrations?.includes(file.name) ?? true;
      for (const state of states.filter(({ stopped }) => !stopped)) {
        const { rehearsed, schema } = await new Rehearsal(state.lane, options.hooks ?? {}, file).run(
          state.schema,
          isWhole,
        );
        state.stopped = schema === undefined;
        state.schema = schema ?? state.schema;
        if (isWhole || rehearsed.failure !== undefined) {
          await visit(rehearsed);
        }
      }
    }
  });
}

/** Opens a scratch database for each dialect. */
function withLanes(
  project: Project,
  dialects: readonly Dialect[],
  measure: boolean,
  body: (lanes: Lane[]) => Promise<void>,
): Promise<void> {
  const [dialect, ...rest] = dialects;
  if (dialect === undefined) {
    return body([]);
  }
  const open = dialect === 'sqlite' ? withMemory<void> : withScratchPostgres<void>;
  return open(project, (driver) =>
    Lane.open(project, driver, measure && dialect === 'postgresql', (lane) =>
      withLanes(project, rest, measure, (others) => body([lane, ...others])),
    ),
  );
}

/** One migration on one scratch database. */
class Rehearsal {
  readonly #lane: Lane;
  readonly #hooks: RehearsalHooks;
  readonly #file: Replayed;

  constructor(lane: Lane, hooks: RehearsalHooks, file: Replayed) {
    this.#lane = lane;
    this.#hooks = hooks;
    this.#file = file;
  }

  /**
   * @param before The schema as it is.
   * @param whole Whether to take it back and apply it again.
   * @returns With the schema that the next migration starts from, or none where it cannot.
   */
  async run(
    before: Schema,
    whole: boolean,
  ): Promise<{ rehearsed: RehearsedMigration; schema: Schema | undefined }> {
    const rehearsed: RehearsedMigration = { name: this.#file.name, dialect: this.#lane.dialect, before };
    const passes: readonly Pass[] = whole ? ['up', 'down', 'again'] : ['up'];
    let schema = before;
    for (const pass of passes) {
      const outcome = await this.#attempt(pass, schema);
      if (outcome instanceof Error) {
        rehearsed.failure = { pass, ...describe(outcome) };
        // A `down` that was rolled back leaves the migration applied, and the next one can follow.
        const goesOn = pass === 'down' && isEqual(await this.#lane.readSchema(), schema);
        return { rehearsed, schema: goesOn ? schema : undefined };
      }
      rehearsed[pass] = outcome;
      schema = outcome.schema;
    }
    return { rehearsed, schema };
  }

  /** @returns What stopped it, where something did. */
  async #attempt(pass: Pass, schema: Schema): Promise<RehearsedDirection | Error> {
    const lane = this.#lane;
    const moment: Moment = {
      dialect: lane.dialect,
      name: this.#file.name,
      pass,
      schema,
      losses: [],
      transaction: (body) => lane.transaction(body),
    };
    await this.#hooks.before?.(moment);
    for (;;) {
      lane.checkInterrupted();
      const outcome = await lane
        .run(this.#file, pass === 'down' ? 'down' : 'up')
        .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      if (!(outcome instanceof Error)) {
        await this.#hooks.after?.({ ...moment, schema: outcome.schema, losses: outcome.losses });
        return outcome;
      }
      if (!(outcome instanceof MigrationError)) {
        return outcome;
      }
      if (outcome.code === 'INTERRUPTED') {
        throw outcome;
      }
      if (!(await this.#hooks.refused?.(moment, outcome))) {
        return outcome;
      }
    }
  }
}

function describe(error: Error): { code: MigrationErrorCode | undefined; message: string } {
  return error instanceof MigrationError
    ? { code: error.code, message: error.message }
    : { code: undefined, message: messageOf(error) };
}
