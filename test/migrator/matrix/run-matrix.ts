import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase } from '../../support/templates.ts';
import { categories } from './cases/index.ts';
import { cellName, cellsOf } from './cell.ts';
import { objections } from './judge.ts';
import { ownEngine } from './own-engine.ts';
import { runCell } from './run-cell.ts';
import { count, emptyScore } from './score.ts';
import { type Workspace, workspaceIn } from './workspace.ts';

/**
 * Declares one test per cell of `category`; the score goes to the reporter.
 *
 * @param part Which of how many parts of the category this file runs, so that two workers share it.
 */
export function runMatrix(category: string, part: readonly [number, number] = [1, 1]): void {
  const score = emptyScore();
  const root = resolve('.tmp', `matrix-${process.pid}-${category.replaceAll(/\W+/g, '-')}-${part[0]}`);
  let workspace: Workspace | undefined;
  beforeAll(async () => {
    const database = await createDatabase('postgresql', 'empty');
    workspace = workspaceIn(ownEngine, root, database.dialect === 'postgresql' ? database.url : '');
  });
  afterAll(async () => {
    await workspace?.close();
    report(category, part[0], score);
  });
  const cases = (categories[category] ?? []).filter((_, index) => index % part[1] === part[0] - 1);
  for (const cell of cases.flatMap(cellsOf)) {
    test(cellName(cell), async () => {
      if (workspace === undefined) {
        throw new Error('No workspace.');
      }
      const outcome = await runCell(cell, workspace);
      count(score, outcome);
      expect(objections(cell, outcome)).toEqual([]);
    });
  }
}

/** Leaves the score where the reporter of the run finds it. */
function report(category: string, part: number, score: ReturnType<typeof emptyScore>): void {
  const folder = join(process.env.TODO_TEST_FOLDER ?? '.tmp', 'matrix-scores');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${category.replaceAll(/\W+/g, '-')}-${part}.json`),
    JSON.stringify({ category, score }),
  );
}
