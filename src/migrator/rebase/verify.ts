import { describeDifferences } from '../check/differences.ts';
import { onOneLine } from '../check/finding.ts';
import { type Replayed, replayOn } from '../check/replay.ts';
import { NOT_PERMITTED } from '../check/snapshots.ts';
import { factsOf, findTouches } from '../check/touches.ts';
import { dialectOf } from '../model/dialect-of.ts';
import type { Schema } from '../model/schema.ts';
import { DIALECT_NAMES, type Project } from '../project.ts';
import { withEmptyDatabase } from '../rehearse/scratch/empty-database.ts';
import { readExpected } from '../rehearse/scratch/read-schema.ts';
import type { Sides } from './contradictions.ts';

/** What came of running the migrations of both sides one after the other. */
export interface Verdict {
  /** Where they do not lead to the entity model, one sentence each. */
  problems: string[];
  /** What could not be tried. */
  notes: string[];
}

/**
 * Runs the migrations in their new order on an empty database of each dialect that is at hand, and compares the schema
 * with the one the entities ask for.
 *
 * @param targets What the entities ask of each dialect.
 * @param sides What either side knew of: what the entity model has no more must be gone.
 */
export async function verifyOrder(
  context: Project,
  files: readonly Replayed[],
  targets: readonly Schema[],
  sides: readonly Sides[],
): Promise<Verdict> {
  const verdict: Verdict = { problems: [], notes: [] };
  for (const target of targets) {
    const name = DIALECT_NAMES[target.dialect];
    if (target.dialect !== 'sqlite' && dialectOf(context.driver.getPlatform()) !== target.dialect) {
      verdict.notes.push(
        `The new order was tried on SQLite, not on ${name}: run migration:check with DATABASE_URL naming a ${name} server.`,
      );
      continue;
    }
    try {
      const { expected, replayed } = await withEmptyDatabase(context, target.dialect, async (driver) => ({
        expected: await readExpected(driver, target),
        replayed: await replayOn(driver, context, target, files),
      }));
      const known = sides.filter(({ base }) => base.dialect === target.dialect);
      verdict.problems.push(
        ...describeDifferences(expected, replayed, target).map((message) => `On ${name}: ${message}`),
        ...leftovers(expected, replayed, known).map((message) => `On ${name}: ${message}`),
      );
    } catch (error) {
      const reason = onOneLine(error);
      if ((error as { code?: unknown }).code === NOT_PERMITTED || isUnreachable(error)) {
        verdict.notes.push(`The new order was not tried on ${name}: ${reason}`);
      } else {
        verdict.problems.push(`On ${name} they do not run: ${reason}`);
      }
    }
  }
  return verdict;
}

/** What either side's snapshot has, the migrations leave, and the entity model does not want any more. */
function leftovers(expected: Schema, replayed: Schema, sides: readonly Sides[]): string[] {
  const modelled = new Set(
    sides
      .flatMap(({ base, ours, theirs }) => [base, ours, theirs])
      .flatMap(factsOf)
      .map(({ subject }) => subject),
  );
  return findTouches(expected, replayed)
    .filter(({ verb, subject }) => verb === 'adds' && modelled.has(subject))
    .map(
      ({ subject }) =>
        `${subject.charAt(0).toUpperCase()}${subject.slice(1)} stays, and the entity model has it no more.`,
    );
}

function isUnreachable(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '3D000', '28P01', '28000'].includes(
    String((error as { code?: unknown }).code),
  );
}
