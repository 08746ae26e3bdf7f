import type { Outcome } from './outcome.ts';

/** How many cells ended how. */
export interface Score {
  right: number;
  refused: number;
  wrong: number;
  /** Right, but creating again without a change wrote a file. */
  noisy: number;
}

export function emptyScore(): Score {
  return { right: 0, refused: 0, wrong: 0, noisy: 0 };
}

export function count(score: Score, outcome: Outcome): void {
  score[outcome.verdict]++;
  if (outcome.verdict === 'right' && outcome.noise.length > 0) {
    score.noisy++;
  }
}

/** A Markdown table, one line per category, and their sum. */
export function scoreTable(scores: Readonly<Record<string, Score>>): string {
  const total = Object.values(scores).reduce((sum, score) => {
    for (const key of Object.keys(sum) as (keyof Score)[]) {
      sum[key] += score[key];
    }
    return sum;
  }, emptyScore());
  const line = (name: string, { right, refused, wrong, noisy }: Score) =>
    `| ${name.padEnd(30)} | ${[right + refused + wrong, right, refused, wrong, noisy]
      .map((value) => String(value).padStart(7))
      .join(' | ')} |`;
  return [
    `| ${'kind of change'.padEnd(30)} |   cells |   right | refused |   wrong | (noisy) |`,
    `| ${'-'.repeat(30)} | ------: | ------: | ------: | ------: | ------: |`,
    ...Object.entries(scores).map(([name, score]) => line(name, score)),
    line('all', total),
  ].join('\n');
}
