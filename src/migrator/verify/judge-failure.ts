import type { Dialect } from '../model/schema.ts';
import { DIALECT_NAMES } from '../project.ts';
import type { RehearsedMigration } from '../rehearse/rehearsal.ts';
import type { Report } from './finding.ts';

/** What MikroORM throws where a migration class has no `down`. */
const NO_DOWN = 'This migration cannot be reverted';

/** Says what stopped a migration. */
export function judgeFailure({ name, dialect, failure }: RehearsedMigration, report: Report): void {
  if (failure === undefined) {
    return;
  }
  const { pass, message } = failure;
  const place = { migration: name, dialect, pass };
  if (pass === 'down' && message.includes(NO_DOWN)) {
    report.finding({
      code: 'NO_DOWN',
      ...place,
      message:
        'The migration has no down. Write one; what it cannot bring back it declares with this.loses(…).',
    });
  } else {
    report.finding({ code: 'FAILED', ...place, message });
  }
}

/** Says which migrations were not tried on a database because one before them had failed there. */
export function noteUntried(
  names: readonly string[],
  dialect: Dialect,
  failed: string,
  report: Report,
): void {
  const later = names.slice(names.indexOf(failed) + 1);
  if (later.length > 0) {
    const subject = later.length === 1 ? `${later[0]} was` : `The ${later.length} migrations after it were`;
    report.note({
      migration: failed,
      dialect,
      message: `${subject} not tried on ${DIALECT_NAMES[dialect]}, because it failed there.`,
    });
  }
}
