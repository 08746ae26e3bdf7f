import { styleText } from 'node:util';
import { DIALECTS } from '../model/schema.ts';
import { DIALECT_NAMES } from '../project.ts';
import { formatDuration } from '../run/duration.ts';
import type { Place, VerifyFinding } from './finding.ts';
import type { VerifyResult } from './index.ts';
import type { Impact, VerifiedMigration } from './summary.ts';

/** What `migration:verify` prints: a line per migration, what was noted, what was found, and the sum of it. */
export function printVerification(result: VerifyResult): string[] {
  const { migrations, findings, notes, databases, duration } = result;
  const names = databases.map(({ dialect, version }) => `${DIALECT_NAMES[dialect]} ${version}`).join(' and ');
  const what = `${migrations.length} ${migrations.length === 1 ? 'migration' : 'migrations'}`;
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const verdict =
    findings.length === 0 ? styleText('green', 'Verified') : `${styleText('red', count)}. Verified`;
  return [
    ...migrations.map((migration) => printMigration(migration, findings)),
    ...notes.map((note) => `${styleText('yellow', 'note')} ${where(note)}${note.message}`),
    ...findings.map((finding) => `${styleText('red', finding.code)} ${where(finding)}${finding.message}`),
    `${verdict} ${what} on ${names} in ${formatDuration(duration)} (rows of seed ${result.seed}).`,
  ];
}

function printMigration({ name, durations, impact }: VerifiedMigration, findings: readonly VerifyFinding[]) {
  const isFound = findings.some(({ migration }) => migration === name);
  const mark = isFound ? styleText('red', '✗') : styleText('green', '✓');
  const times = DIALECTS.flatMap((dialect) => {
    const passes = Object.values(durations[dialect] ?? {});
    return passes.length === 0
      ? []
      : [`${DIALECT_NAMES[dialect]} ${passes.map((ms) => Math.round(ms)).join('/')} ms`];
  });
  const impacts = impact.up.map(printImpact);
  return `${mark} ${[`${name}:`, times.join(', ')].join(' ')}${impacts.length === 0 ? '' : `; ${impacts.join(', ')}`}`;
}

/** `todos AccessExclusive, scanned` */
function printImpact({ table, lock, rewritten, scanned }: Impact): string {
  const parts = [
    lock === undefined ? `"${table}"` : `locks "${table}" ${lock}`,
    ...(rewritten ? [styleText('yellow', 'rewrites it')] : []),
    ...(scanned ? ['scans it'] : []),
  ];
  return parts.join(' and ');
}

function where({ migration, dialect, pass }: Place): string {
  const how = pass === undefined ? '' : `, ${pass === 'again' ? 'up again' : pass}`;
  const on = dialect === undefined ? '' : ` on ${DIALECT_NAMES[dialect]}`;
  const place = `${migration ?? ''}${how}${on}`.trim();
  return place === '' ? '' : `${place}: `;
}
