import type { Finding } from '../findings.ts';

/** Entries of contract/not-compared.ts that have no reason, or that excuse none of `findings`. */
export function* idleExcuses(
  notCompared: Readonly<Record<string, string>>,
  findings: readonly Finding[],
): Iterable<Finding> {
  for (const [subject, reason] of Object.entries(notCompared)) {
    const rule = 'entity-model';
    const places = ['contract/not-compared.ts'];
    if (reason.trim() === '') {
      yield {
        rule,
        subject,
        places,
        problem: 'It may differ from the entity without a reason.',
        remedy: 'Give one.',
      };
    } else if (!findings.some((finding) => finding.subject === subject)) {
      const problem = 'It is said to differ from the entity, and does not.';
      yield { rule, subject, places, problem, remedy: 'Take the line away.' };
    }
  }
}
