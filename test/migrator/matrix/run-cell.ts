import { DIALECTS } from '../../../src/migrator/model/schema.ts';
import type { Cell } from './cell.ts';
import { type Connection, stored } from './connection.ts';
import { applyObjects, objectsOn, raiseSequences, seed } from './decorations.ts';
import type { Session } from './engine.ts';
import {
  type Expectation,
  expectForeignKeys,
  expectRows,
  expectStep,
  expectUnchanged,
} from './expectations.ts';
import { createAgain, createChange, createFirst, folderOf, withSession } from './files.ts';
import { attempt, expected, type Outcome, type Refused, Wrong } from './outcome.ts';
import { referenceCatalog } from './reference.ts';
import { expectRefusal } from './refusal.ts';
import { diffCatalogs, diffRows, readState, type State } from './state.ts';
import type { Rows } from './values.ts';
import type { OwnDatabase, Workspace } from './workspace.ts';

/**
 * Carries out one cell: the model before, the decoration, the rows; then the change up, down and up again, each step
 * compared with the rows it must give and with a fresh database. Throws only where the test itself is broken.
 */
export async function runCell(cell: Cell, workspace: Workspace): Promise<Outcome> {
  try {
    // A model that cannot be built afresh must be refused as a change, too: the steps come to that.
    const reference = await referenceCatalog(cell, workspace).catch(expected);
    const database = await workspace.emptyDatabase(cell.dialect);
    try {
      return { verdict: 'right', noise: await runSteps(cell, workspace, database, reference) };
    } finally {
      await database.leave();
    }
  } catch (error) {
    return expected(error).outcome;
  }
}

async function runSteps(
  cell: Cell,
  workspace: Workspace,
  { location, connection }: OwnDatabase,
  reference: string[] | Wrong | Refused,
): Promise<string[]> {
  const folder = folderOf(cell, workspace);
  let first = '';
  await withSession(cell, 'before', workspace, location, folder, async (session) => {
    first = await createFirst(session, folder, workspace);
    await attempt('before', () => session.up(first)); // The folder may hold the next ones already, for another cell.
  });
  const rows = await decorate(cell, connection);
  const start = await readState(connection);
  expectRows('seed', start, rows, cell);

  const noise: string[] = [];
  await withSession(cell, 'after', workspace, location, folder, async (session) => {
    const files = await createChange(session, folder, workspace, cell.change.renames).catch(
      async (error: unknown) => {
        await expectUnchanged('create', start, connection, 1);
        throw error;
      },
    );
    if (!Array.isArray(reference)) {
      throw reference;
    }
    if (files.length === 0) {
      expectNothingToDo(cell, start, rows, reference);
      return;
    }
    if (cell.change.quiet?.length === DIALECTS.length) {
      noise.push(`nothing changes, and ${files.join(', ')} was written`);
    }
    const way: Way = { session, connection, folder, files: [first, ...files] };
    noise.push(...(await goBothWays(cell, way, start, rows, reference)));
  });
  return noise;
}

/** What the steps of a cell are taken with. */
interface Way {
  session: Session;
  connection: Connection;
  folder: string;
  /** The migration that is there before, and those of the change. */
  files: readonly string[];
}

/** Up, down and up again. */
async function goBothWays(
  cell: Cell,
  { session, connection, folder, files }: Way,
  start: State,
  rows: Rows,
  reference: string[],
): Promise<string[]> {
  const { change, dialect } = cell;
  const once = change.up?.(rows, dialect) ?? rows;
  const back = change.down?.(once, dialect) ?? rows;
  const again = change.up?.(back, dialect) ?? back;
  const after = { catalog: reference, side: 'after', applied: files.length } as const;
  const before = { catalog: start.catalog, side: 'before', applied: 1 } as const;
  const noise: string[] = [];
  const step = async (on: 'up' | 'down', from: State, expectation: Expectation) => {
    await attempt(on, () => (on === 'up' ? session.up() : session.down(files[0] ?? ''))).catch(
      (error: unknown) => expectRefusal(on, expected(error), from, session, connection, files),
    );
    const state = await expectStep(on, from, cell, connection, expectation);
    await expectForeignKeys(on, session);
    noise.push(...(await createAgain(on, session, folder)));
    return state;
  };
  const changed = await step('up', start, { ...after, rows: once });
  const reverted = await step('down', changed, { ...before, rows: back });
  await step('up', reverted, { ...after, rows: again });
  return noise;
}

/** No file was written: then the database must already be what it is to become. */
function expectNothingToDo({ change, dialect }: Cell, start: State, rows: Rows, reference: string[]): void {
  const differences = [
    ...diffCatalogs(start.catalog, reference),
    ...diffRows(start.rows, stored(change.up?.(rows, dialect) ?? rows, dialect), change.unknown),
  ];
  if (differences.length > 0) {
    throw new Wrong('create', 'nothing-done', differences);
  }
}

/** Writes the decoration and seeds the rows; returns the rows that must now be there. */
async function decorate({ change, decoration, dialect }: Cell, connection: Connection): Promise<Rows> {
  const rows = seed(change, decoration);
  const objects = objectsOn(change, 'before', decoration);
  if (objects !== undefined) {
    await applyObjects(connection, objects.table, objects.column);
  }
  for (const [table, list] of Object.entries(rows)) {
    const isWritten = table === 'hand_log' || change.written?.includes(table);
    for (const row of isWritten ? [] : list) {
      const given = Object.entries(row).filter(
        ([column]) => !change.generated?.includes(`${table}.${column}`),
      );
      await connection.insert(table, Object.fromEntries(given));
    }
  }
  await raiseSequences(connection, dialect);
  return rows;
}
