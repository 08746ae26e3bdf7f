import type { Seen } from '../scenario.ts';
import type { Differences } from './check.ts';
import type { Answer, Ledger } from './ledger.ts';

/** What every scenario under load has to keep. */
export interface Promised {
  /** Outcomes that an answer may have besides `OK`. */
  codes: readonly string[];
  /** How long an answer may take at most, in milliseconds. */
  withinMs: number;
}

/** Whether the answers and the database are as promised. */
export function judge(ledger: Ledger, differences: Differences, { codes, withinMs }: Promised): Seen {
  const { answers } = ledger;
  const failed = answers.filter(({ outcome }) => outcome !== 'OK');
  const slowest = Math.max(0, ...answers.map(({ ms }) => ms));
  const broken = Object.entries(differences)
    .filter(([, ids]) => ids.length > 0)
    .map(([how, ids]) => `${ids.length} todos are ${how}: ${ids.slice(0, 3).join(', ')}`);
  const odd = failed.filter(({ outcome }) => !codes.includes(outcome));
  if (odd.length > 0) {
    const { outcome, detail = '' } = odd[0] as Answer;
    broken.push(`${odd.length} answers are none of ${codes.join(', ')}: ${outcome} ${detail}`.trim());
  }
  if (slowest > withinMs) {
    broken.push(`An answer took ${Math.round(slowest)} ms, more than ${withinMs} ms.`);
  }
  return {
    facts: {
      requests: answers.length,
      acknowledged: answers.length - failed.length,
      failed: counted(failed.map(({ outcome }) => outcome)),
      'p50 / p99 / slowest': [0.5, 0.99, 1].map((part) => `${quantile(answers, part)} ms`).join(' / '),
      'todos acknowledged': [...ledger.entries].filter(({ acknowledged }) => acknowledged !== undefined)
        .length,
      'missing / changed / twice / unknown': Object.values(differences)
        .map((ids) => ids.length)
        .join(' / '),
    },
    broken,
  };
}

/** `17 DATABASE_UNAVAILABLE, 2 DEADLINE_EXCEEDED`, or `none`. */
function counted(outcomes: string[]): string {
  const counts = Map.groupBy(outcomes, (outcome) => outcome);
  return [...counts].map(([outcome, all]) => `${all.length} ${outcome}`).join(', ') || 'none';
}

function quantile(answers: readonly Answer[], part: number): number {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
