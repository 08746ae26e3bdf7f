import type { Progress } from '../commands/progress.ts';
import { withoutOnlyOn } from '../model/only-on.ts';
import { DIALECTS, type Dialect, type Schema } from '../model/schema.ts';
import { readSnapshot } from '../model/snapshot.ts';
import type { Project } from '../project.ts';
import type { Moment } from '../rehearse/moment.ts';
import { rehearse } from '../rehearse/rehearse.ts';
import { findMigrations } from '../run/migration-file.ts';
import type { Report, VerifyFinding, VerifyNote } from './finding.ts';
import { judgeEnd } from './judge-end.ts';
import { judgeFailure, noteUntried } from './judge-failure.ts';
import { PairJudge } from './judge-pairs.ts';
import { judgeWayBack } from './judge-schemas.ts';
import { type Selection, selectMigrations } from './select.ts';
import { summarize, type VerifiedMigration } from './summary.ts';
import { RowWatch } from './watch-rows.ts';

export type { VerifyFinding, VerifyNote } from './finding.ts';
export { printVerification } from './print.ts';
export type { VerifiedMigration } from './summary.ts';

export interface VerifyOptions extends Selection {
  /** Of the generated rows: the same seed gives the same rows. */
  seed: number;
}

/** What `migration:verify` found. */
export interface VerifyResult {
  seed: number;
  databases: { dialect: Dialect; version: string }[];
  migrations: VerifiedMigration[];
  findings: VerifyFinding[];
  notes: VerifyNote[];
  /** Milliseconds, the start of the scratch databases included. */
  duration: number;
}

/**
 * Carries out `migration:verify`: the history on scratch databases, one migration at a time, with generated rows in
 * every table: up, down, up again. Nothing of the application's database is read or changed.
 *
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED, UNKNOWN_MIGRATION, GIT_NEEDED, INTERRUPTED
 */
export async function verifyMigrations(
  project: Project,
  options: VerifyOptions,
  progress: Progress,
): Promise<VerifyResult> {
  const start = performance.now();
  const selected = await selectMigrations(project, options);
  const findings: VerifyFinding[] = [];
  const notes: VerifyNote[] = [];
  const report: Report = {
    finding: (finding) => void findings.push(finding),
    note: (note) => void notes.push(note),
  };
  const databases: VerifyResult['databases'] = [];
  const pairs = new PairJudge(report);
  const last = new Map<Dialect, Schema>();
  for (const dialect of DIALECTS) {
    last.set(dialect, await readSnapshot(project.folder, dialect));
  }
  const watch = new RowWatch(options.seed, last, report);
  const migrations = new Map<string, VerifiedMigration>();
  const failed = new Map<Dialect, string>();
  const onBoth = (moment: Moment): Moment => ({
    ...moment,
    schema: withoutOnlyOn(moment.schema, project.settings.onlyOn),
  });
  const names = findMigrations(project.options, project.folder).map(({ name }) => name);
  progress.report('Starting scratch databases');
  await rehearse(
    project,
    {
      migrations: selected,
      progress: (name, done, total) => progress.report(`Verifying ${name}`, done, total),
      hooks: {
        before: (moment) => watch.before(onBoth(moment)),
        after: async (moment) => {
          await watch.after(onBoth(moment));
          await pairs.after(onBoth(moment));
        },
        refused: (moment, error) => watch.refused(onBoth(moment), error),
        end: async (states) => {
          for (const { dialect, version, stopped } of states) {
            databases.push({ dialect, version });
            const last = stopped ? failed.get(dialect) : undefined;
            if (last !== undefined) {
              noteUntried(names, dialect, last, report);
            }
          }
          await judgeEnd(project, states, report);
        },
      },
    },
    (rehearsed) => {
      if (rehearsed.failure !== undefined) {
        failed.set(rehearsed.dialect, rehearsed.name);
      }
      judgeWayBack(rehearsed, report);
      judgeFailure(rehearsed, report);
      migrations.set(rehearsed.name, summarize(rehearsed, migrations.get(rehearsed.name)));
    },
  );
  return {
    seed: options.seed,
    databases,
    migrations: [...migrations.values()],
    findings,
    notes,
    duration: performance.now() - start,
  };
}
