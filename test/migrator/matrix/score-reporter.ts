import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Score, scoreTable } from './score.ts';

/** Prints at the end of a jest run what the files of the matrix counted. */
export default class ScoreReporter {
  onRunComplete(): void {
    const folder = join(process.env.TODO_TEST_FOLDER ?? '', 'matrix-scores');
    if (!existsSync(folder)) {
      return;
    }
    const scores = readdirSync(folder)
      .sort()
      .map((file): [string, Score] => {
        const { name, score } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
        return [name, score];
      });
    process.stdout.write(
      `\nThe migrator's matrix, change / decoration / dialect:\n${scoreTable(Object.fromEntries(scores))}\n`,
    );
  }
}
