import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MigrationError } from '../../../src/migrator/errors.ts';
import { createDatabase } from '../../support/templates.ts';
import { categories } from './cases/index.ts';
import { ownEngine } from './own-engine.ts';
import { type Cell, cellName, cellsOf, type Outcome, runCell, type Workspace } from './run-cell.ts';
import { count, emptyScore } from './score.ts';
import { workspaceIn } from './workspace.ts';

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
    await rm(root, { recursive: true, force: true });
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
      judge(cell, outcome);
    });
  }
}

/** Fails unless the cell ended as its case says: right, or refused by name. */
function judge({ change, decoration, dialect }: Cell, outcome: Outcome): void {
  const refusal = change.refused?.(dialect, decoration);
  if (refusal === undefined || (refusal.orRight === true && outcome.verdict === 'right')) {
    expect(outcome).toEqual({ verdict: 'right', noise: [] });
    return;
  }
  expect(outcome).toMatchObject({ verdict: 'refused', on: refusal.on });
  if (outcome.verdict === 'refused') {
    expect(outcome.error).toBeInstanceOf(MigrationError);
    expect(refusal.codes).toContain(outcome.error instanceof MigrationError ? outcome.error.code : undefined);
    for (const name of refusal.names) {
      expect(outcome.error.message).toContain(name);
    }
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
