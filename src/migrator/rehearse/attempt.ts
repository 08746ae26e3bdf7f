import { MigrationError } from '../errors.ts';
import { messageOf } from '../run/statement-error.ts';
import type { Lane } from './lane.ts';
import type { Moment, RehearsalHooks } from './moment.ts';
import type { Failure, Pass, RehearsedDirection } from './rehearsal.ts';
import type { Replayed } from './scratch/workbench.ts';

/** What came of one pass on one database. */
export type Outcome = { done: RehearsedDirection } | { failed: Omit<Failure, 'pass'> };

/**
 * Carries out one pass of a migration, again as long as something is done about what refuses it.
 *
 * @throws {MigrationError} INTERRUPTED, and whatever the hooks throw.
 */
export async function attempt(
  lane: Lane,
  file: Replayed,
  pass: Pass,
  hooks: RehearsalHooks,
): Promise<Outcome> {
  const moment = (): Moment => ({ ...lane.state, name: file.name, pass, losses: [] });
  await hooks.before?.(moment());
  for (;;) {
    lane.checkInterrupted();
    // Only what the migration itself throws is its failure.
    const { done, error } = await lane.run(file, pass === 'down' ? 'down' : 'up').then(
      (result) => ({ done: result, error: undefined }),
      (reason: unknown) => ({ done: undefined, error: reason }),
    );
    if (done !== undefined) {
      await hooks.after?.({ ...moment(), schema: done.schema, losses: done.losses });
      return { done };
    }
    if (!(error instanceof MigrationError)) {
      return { failed: { code: undefined, message: messageOf(error) } };
    }
    if (error.code === 'INTERRUPTED') {
      throw error;
    }
    if (!(await hooks.refused?.(moment(), error))) {
      return { failed: { code: error.code, message: error.message } };
    }
  }
}
