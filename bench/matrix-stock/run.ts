import { resolve } from 'node:path';
import { startPostgres } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import { categories } from '../../test/migrator/matrix/cases/index.ts';
import { type Cell, cellName, cellsOf } from '../../test/migrator/matrix/cell.ts';
import { describeError, objections } from '../../test/migrator/matrix/judge.ts';
import type { Outcome } from '../../test/migrator/matrix/outcome.ts';
import { ownEngine } from '../../test/migrator/matrix/own-engine.ts';
import { runCell } from '../../test/migrator/matrix/run-cell.ts';
import { count, emptyScore, type Score, scoreTable } from '../../test/migrator/matrix/score.ts';
import { workspaceIn } from '../../test/migrator/matrix/workspace.ts';
import { stockEngine } from './stock-engine.ts';

/**
 * Carries out the matrix with the stock migrator (or, with `own`, with this product's) and prints how each cell ended.
 *
 *     node bench/matrix-stock/run.ts [stock|own] [part of a cell's name]
 */
const [which = 'stock', filter = ''] = process.argv.slice(2);
const root = resolve('.tmp', `matrix-${which}-${process.pid}`);
const postgres = await startPostgres();
const engine = which === 'own' ? ownEngine() : stockEngine;
const workspace = workspaceIn(engine, root, postgres.url);
const scores: Record<string, Score> = {};
const kinds: Record<string, number> = {};
try {
  for (const [category, cases] of Object.entries(categories)) {
    const score = emptyScore();
    for (const cell of cases.flatMap(cellsOf).filter((each) => cellName(each).includes(filter))) {
      const started = performance.now();
      const outcome = await runCell(cell, workspace);
      count(score, outcome);
      print(cell, outcome, performance.now() - started);
    }
    scores[category] = score;
  }
} finally {
  await workspace.close();
  await postgres.stop();
}
console.log(`\n${engine.name}\n${scoreTable(scores)}\n`);
console.log(`wrong, by kind: ${JSON.stringify(kinds)}`);

function print(cell: Cell, outcome: Outcome, milliseconds: number): void {
  console.log(`${outcome.verdict.padEnd(8)} ${cellName(cell)} (${milliseconds.toFixed(0)} ms)`);
  if (outcome.verdict === 'wrong') {
    kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1;
  }
  for (const line of details(outcome)) {
    console.log(`         ${line.replaceAll('\n', '\n           ')}`);
  }
  for (const line of which === 'own' ? objections(cell, outcome) : []) {
    console.log(`         ! ${line.replaceAll('\n', '\n           ')}`);
  }
}

function details(outcome: Outcome): string[] {
  switch (outcome.verdict) {
    case 'right':
      return outcome.noise;
    case 'refused':
      return [`${outcome.on}: ${describeError(outcome.error)}`];
    case 'wrong':
      return [`${outcome.on}: ${outcome.kind}`, ...outcome.problems];
  }
}
