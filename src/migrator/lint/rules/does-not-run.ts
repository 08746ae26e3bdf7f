import { DIALECTS, type Dialect } from '../../model/schema.ts';
import { DIALECT_NAMES } from '../../project.ts';
import { describeStep } from '../../run/steps.ts';
import { type LintedMigration, statementsOf } from '../migration.ts';
import type { Rule } from '../rule.ts';

const PASSES = { up: 'up()', down: 'down()', again: 'up(), after a down()' };

/** Fails on an empty scratch database, after all migrations before it. From a rehearsal. */
export const doesNotRun: Rule = {
  name: 'does-not-run',
  needsRehearsal: true,
  *checkMigration(migration) {
    for (const dialect of DIALECTS) {
      const failure = migration.rehearsed[dialect]?.failure;
      if (failure === undefined || isKnown(migration, dialect)) {
        continue;
      }
      yield {
        line: lineOf(migration, dialect, failure.pass === 'down' ? 'down' : 'up', failure.message),
        reason: `Tried on ${DIALECT_NAMES[dialect]}: ${PASSES[failure.pass]} fails. ${failure.message.replaceAll(/\s*\n\s*/g, ' ')}`,
        alternative: 'Mend it: migration:up would fail at the same place.',
        link: 'src/migrator/README.md#what-is-promised-and-how-it-is-kept',
      };
    }
  },
};

/** Whether rules that only read have said it already. */
function isKnown(migration: LintedMigration, dialect: Dialect): boolean {
  return (
    !migration.hasDown ||
    migration.directions.some((one) => one.dialect === dialect && one.unreadable.length > 0)
  );
}

/** The run says which of the steps it was: by its number, or by its text. */
function lineOf(
  migration: LintedMigration,
  dialect: Dialect,
  direction: 'up' | 'down',
  message: string,
): number {
  const number = Number(/ failed at statement (\d+) of /.exec(message)?.[1]);
  const statements = statementsOf(migration, direction, dialect);
  const statement =
    statements.find(({ index }) => index === number - 1) ??
    statements.find(({ step }) => message.includes(describeStep(step).slice(0, 80)));
  const method = migration.directions.find((one) => one.direction === direction);
  return statement?.line ?? method?.line ?? migration.source.classLine;
}
