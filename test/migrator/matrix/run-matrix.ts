import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keepConnections } from '../../support/kept-connections.ts';
import { createDatabase } from '../../support/templates.ts';
import { type Category, categories } from './cases/index.ts';
import { cellName, cellsOf } from './cell.ts';
import { objections } from './judge.ts';
import { ownEngine } from './own-engine.ts';
import { runCell } from './run-cell.ts';
import { count, emptyScore, type Score } from './score.ts';
import { type Workspace, workspaceIn } from './workspace.ts';

/**
 * Declares one test per cell of some categories; their scores go to the reporter. A test file takes several categories:
 * what it imports costs as much as twenty cells.
 */
export function runMatrix(...names: readonly Category[]): void {
  let workspace: Workspace | undefined;
  const kept = keepConnections();
  beforeAll(async () => {
    const database = await createDatabase('postgresql', 'empty');
    const root = resolve('.tmp', `matrix-${process.pid}-${Date.now()}`);
    workspace = workspaceIn(ownEngine(kept), root, database.dialect === 'postgresql' ? database.url : '');
  });
  afterAll(async () => {
    await workspace?.close();
    await kept.close();
  });
  describe.each(names)('%s', (name) => {
    const score = emptyScore();
    afterAll(() => report(name, score));
    for (const cell of categories[name].flatMap(cellsOf)) {
      test(cellName(cell), async () => {
        if (workspace === undefined) {
          throw new Error('The workspace was not set up.');
        }
        const outcome = await runCell(cell, workspace);
        count(score, outcome);
        expect(objections(cell, outcome)).toEqual([]);
      });
    }
  });
}

/** Leaves the score of a category where the reporter of the run finds it. */
function report(name: Category, score: Score): void {
  const folder = join(process.env.TODO_TEST_FOLDER ?? '.tmp', 'matrix-scores');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(/\W+/g, '-')}.json`), JSON.stringify({ name, score }));
}
