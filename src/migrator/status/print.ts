import { styleText } from 'node:util';
import { DIALECTS } from '../model/schema.ts';
import { DIALECT_NAMES } from '../project.ts';
import { formatDuration } from '../run/duration.ts';
import { describeHolder } from '../run/lock-wait.ts';
import type { DialectSteps } from './describe-file.ts';
import type { MigrationStatus, Status } from './index.ts';
import { shorten, WIDTH, wrap } from './text.ts';

/** Wide enough for most names; a longer one pushes the rest of its line. */
const NAME_WIDTH = 46;
/** Of what belongs to the migration above. */
const INDENT = '    ';

const MARKS: Record<MigrationStatus['state'], string> = {
  applied: styleText('green', '✓'),
  pending: styleText('yellow', '•'),
  unfinished: styleText('red', '!'),
  unknown: '?',
};

/** The status for a terminal: a line and its details for each migration. */
export function printStatus({ database, lock, migrations, findings }: Status): string[] {
  const head =
    database.problem === undefined
      ? `${DIALECT_NAMES[database.dialect]} ${database.address}: ${countStates(migrations)}.`
      : `The ${DIALECT_NAMES[database.dialect]} database was not asked: ${database.problem} What follows is what the files say.`;
  return [
    ...wrap(head),
    ...(lock === undefined ? [] : wrap(describeLock(lock))),
    ...findings.flatMap((finding) => wrap(finding).map((line) => styleText('red', line))),
    '',
    styleText(
      'bold',
      `  ${'Migration'.padEnd(NAME_WIDTH)}  ${'Applied (UTC)'.padEnd(19)}  ${'Took'.padEnd(8)}  By`,
    ),
    ...migrations.flatMap(printMigration),
  ];
}

function countStates(migrations: readonly MigrationStatus[]): string {
  const counted = (['applied', 'pending', 'unfinished'] as const)
    .map((state) => ({ state, n: migrations.filter((migration) => migration.state === state).length }))
    .filter(({ state, n }) => n > 0 || state === 'applied');
  return counted.map(({ state, n }) => `${n} ${state}`).join(', ');
}

function describeLock(lock: NonNullable<Status['lock']>): string {
  return lock.held
    ? `The migration lock is held by ${describeHolder(lock.holder)}.`
    : 'Nobody holds the migration lock.';
}

function printMigration(migration: MigrationStatus): string[] {
  const { name, state, applied, checksum, transactional, dialects, loses, reversible, findings } = migration;
  const when = applied === undefined ? state : applied.at.slice(0, 19).replace('T', ' ');
  const took = applied?.duration === undefined ? '' : formatDuration(applied.duration);
  const line = `${name.padEnd(NAME_WIDTH)}  ${when.padEnd(19)}  ${took.padEnd(8)}  ${shorten(applied?.by ?? '', 20)}`;
  const facts = [
    `checksum ${checksum}`,
    ...(transactional === undefined
      ? ['no file']
      : [transactional ? 'one transaction' : 'outside a transaction']),
    ...(reversible === false ? ['no way back'] : []),
    ...(dialects === undefined
      ? []
      : DIALECTS.map((dialect) => `${DIALECT_NAMES[dialect]} ${countSteps(dialects[dialect])}`)),
  ];
  return [
    `${MARKS[state]} ${line.trimEnd()}`,
    ...wrap(facts.join(' · '), INDENT).map(dim),
    ...(loses.up.length === 0 ? [] : wrap(`going up loses ${loses.up.join(', ')}`, INDENT)),
    ...(loses.down.length === 0 ? [] : wrap(`going down loses ${loses.down.join(', ')}`, INDENT).map(dim)),
    ...(state === 'applied' || dialects === undefined
      ? []
      : DIALECTS.flatMap((dialect) => printSteps(DIALECT_NAMES[dialect], dialects[dialect]))),
    ...findings.flatMap((finding) => wrap(finding, INDENT).map((text) => styleText('red', text))),
  ];
}

function countSteps({ steps, rebuilds, refusal }: DialectSteps): string {
  if (refusal !== undefined) {
    return `refused: ${refusal}`;
  }
  if (steps === undefined) {
    return 'queries of its own';
  }
  if (steps.length === 0) {
    return 'nothing';
  }
  const others = steps.length - rebuilds;
  const parts = [
    ...(others > 0 ? [`${others} ${others === 1 ? 'statement' : 'statements'}`] : []),
    ...(rebuilds > 0 ? [`${rebuilds} ${rebuilds === 1 ? 'rebuild' : 'rebuilds'}`] : []),
  ];
  return parts.join(' and ');
}

function printSteps(dialect: string, { steps = [] }: DialectSteps): string[] {
  const label = `${dialect}:`.padEnd(12);
  return steps.map((step, index) => {
    const prefix = `    ${index === 0 ? label : ' '.repeat(12)} `;
    return prefix + shorten(step.replace(/\s+/g, ' ').trim(), WIDTH - prefix.length);
  });
}

function dim(text: string): string {
  return styleText('dim', text);
}
