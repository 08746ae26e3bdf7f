import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyScore, type Score, scoreTable } from './score.ts';

/** Prints at the end of a jest run what the files of the matrix counted. */
export default class ScoreReporter {
  onRunComplete(): void {
    const folder = join(process.env.TODO_TEST_FOLDER ?? '', 'matrix-scores');
    if (!existsSync(folder)) {
      return;
    }
    const scores: Record<string, Score> = {};
    for (const file of readdirSync(folder).sort()) {
      const { category, score }: { category: string; score: Score } = JSON.parse(
        readFileSync(join(folder, file), 'utf8'),
      );
      const sum = scores[category] ?? emptyScore();
      for (const key of Object.keys(sum) as (keyof Score)[]) {
        sum[key] += score[key];
      }
      scores[category] = sum;
    }
    process.stdout.write(`\nMigrator matrix, change / decoration / dialect:\n${scoreTable(scores)}\n`);
  }
}
