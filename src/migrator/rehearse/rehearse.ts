import { MigrationError } from '../errors.ts';
import { isEqual } from '../model/equal.ts';
import { DIALECTS, type Dialect } from '../model/schema.ts';
import type { Project } from '../project.ts';
import { findMigrations } from '../run/migration-file.ts';
import { attempt } from './attempt.ts';
import { Lane } from './lane.ts';
import type { RehearsalHooks } from './moment.ts';
import type { Pass, RehearsedMigration } from './rehearsal.ts';
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
  /** Called for `migrations`; `refused` for every one. */
  hooks?: RehearsalHooks;
  /** Told before each migration: how many of how many are done. */
  progress?(name: string, done: number, total: number): void;
}

/**
 * Replays the history on empty databases, one migration at a time: up on every database, down, and up again. The
 * scratch databases are gone afterwards, whatever happens.
 *
 * @param visit Gets each of `options.migrations` as it went on each database, in order, SQLite before PostgreSQL;
 *   awaited. Any other migration only where it fails.
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED, INTERRUPTED. What stops a migration is no error but a result.
 */
export async function rehearse(
  project: Project,
  options: RehearsalOptions,
  visit: (rehearsed: RehearsedMigration) => Promise<void> | void,
): Promise<void> {
  const files = findMigrations(project.options, project.folder);
  const { dialects = DIALECTS, measure = true, hooks = {} } = options;
  const all = withLanes(project, dialects, measure, async (lanes) => {
    for (const [index, file] of files.entries()) {
      options.progress?.(file.name, index, files.length);
      const whole = options.migrations?.includes(file.name) ?? true;
      const all = whole
        ? await rehearseOne(lanes, file, ['up', 'down', 'again'], hooks)
        : await rehearseOne(lanes, file, ['up'], onlyRefused(hooks));
      for (const rehearsed of all.filter(({ failure }) => whole || failure !== undefined)) {
        await visit(rehearsed);
      }
    }
    await hooks.end?.(lanes.map(({ state }) => state));
  });
  await all.catch((error: unknown) => {
    throw error instanceof MigrationError && error.code === 'INTERRUPTED'
      ? new MigrationError('INTERRUPTED', 'Interrupted. The scratch databases are deleted.', { cause: error })
      : error;
  });
}

/** Rows that hooks put for an earlier migration may stand against one that nobody asked for. */
function onlyRefused(hooks: RehearsalHooks): RehearsalHooks {
  return { refused: async (moment, error) => (await hooks.refused?.(moment, error)) ?? false };
}

/** Carries one migration out on every database that is not stopped, pass by pass, so that they can be compared. */
async function rehearseOne(
  lanes: readonly Lane[],
  file: Replayed,
  passes: readonly Pass[],
  hooks: RehearsalHooks,
): Promise<RehearsedMigration[]> {
  const open = lanes
    .filter(({ state }) => !state.stopped)
    .map((lane) => {
      const { dialect, schema } = lane.state;
      const rehearsed: RehearsedMigration = { name: file.name, dialect, before: schema };
      return { lane, rehearsed };
    });
  for (const pass of passes) {
    for (const { lane, rehearsed } of open.filter((one) => one.rehearsed.failure === undefined)) {
      const outcome = await attempt(lane, file, pass, hooks);
      if ('failed' in outcome) {
        rehearsed.failure = { pass, ...outcome.failed };
        // A `down` that was rolled back leaves the migration applied, and the next one can follow.
        const goesOn = pass === 'down' && isEqual(await lane.readSchema(), lane.state.schema);
        lane.state.stopped = !goesOn;
      } else {
        rehearsed[pass] = outcome.done;
        lane.state.schema = outcome.done.schema;
      }
    }
  }
  return open.map(({ rehearsed }) => rehearsed);
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
