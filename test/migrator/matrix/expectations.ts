import type { Cell } from './cell.ts';
import { type Connection, stored } from './connection.ts';
import { brokenObjects, objectsOn, tableName } from './decorations.ts';
import type { Session } from './engine.ts';
import { type StepName, Wrong } from './outcome.ts';
import { diffCatalogs, diffRows, hasSequence, readState, type State } from './state.ts';
import type { Rows } from './values.ts';

/** What must be there after a step. */
export interface Expectation {
  rows: Rows;
  catalog: string[];
  side: 'before' | 'after';
  /** How many migrations the history holds. */
  applied: number;
}

/** Compares everything after a step that reported success; returns what is there now. */
export async function expectStep(
  on: StepName,
  from: State,
  cell: Cell,
  connection: Connection,
  { rows, catalog, side, applied }: Expectation,
): Promise<State> {
  const state = await readState(connection);
  expectRows(on, state, rows, cell);
  throwIfAny(on, 'catalog', diffCatalogs(state.catalog, catalog));
  await expectHistory(on, connection, applied);
  expectSequence(on, from, state, cell, side);
  const objects = objectsOn(cell.change, side, cell.decoration);
  if (objects !== undefined) {
    throwIfAny(on, 'catalog', await brokenObjects(connection, objects.table));
  }
  return state;
}

export function expectRows(on: string, state: State, rows: Rows, { change, dialect }: Cell): void {
  throwIfAny(on, 'rows', diffRows(state.rows, stored(rows, dialect), change.unknown));
}

/** After a refusal: rows, catalog, key sequences and history are those of before. */
export async function expectUnchanged(
  on: StepName,
  from: State,
  connection: Connection,
  applied: number,
): Promise<void> {
  const state = await readState(connection);
  throwIfAny(on, 'half-changed', [
    ...diffRows(state.rows, from.rows),
    ...diffCatalogs(state.catalog, from.catalog),
    ...(JSON.stringify(state.sequences) === JSON.stringify(from.sequences) ? [] : ['sequences moved']),
  ]);
  await expectHistory(on, connection, applied);
}

/** A migration may turn foreign keys off; the connection that the application goes on with must have them on. */
export async function expectForeignKeys(on: StepName, session: Session): Promise<void> {
  throwIfAny(on, 'half-changed', (await session.checksForeignKeys()) ? [] : ['foreign keys stay off']);
}

/** The names of what is applied, and of what is unfinished. */
export async function readHistory(connection: Connection): Promise<(string | null | undefined)[]> {
  return (await connection.query('select name from mikro_orm_migrations')).map(({ name }) => name);
}

async function expectHistory(on: string, connection: Connection, applied: number): Promise<void> {
  const history = await readHistory(connection);
  throwIfAny(on, 'half-changed', history.length === applied ? [] : [`history: ${history.join(', ')}`]);
}

/** A key that was given out is never given out again: the sequence may not fall behind. */
function expectSequence(on: string, from: State, to: State, cell: Cell, side: 'before' | 'after'): void {
  const { change, dialect } = cell;
  const table = tableName(change, side);
  const other = tableName(change, side === 'before' ? 'after' : 'before');
  if (table === undefined || other === undefined || !hasSequence(to.catalog, table, dialect)) {
    return;
  }
  const was = Number(from.sequences[other] ?? 0);
  const is = Number(to.sequences[table] ?? 0);
  const keys = (to.rows[table] ?? []).map((row) => Number(row.id?.replace('integer:', '') ?? 0));
  const highest = Math.max(0, ...keys);
  if (is < Math.max(was, highest)) {
    const before = `the key sequence of ${table} stood at ${was} and the highest key is ${highest}`;
    throw new Wrong(on, 'keys', [`${before}; now the sequence stands at ${is}`]);
  }
}

function throwIfAny(on: string, kind: ConstructorParameters<typeof Wrong>[1], problems: string[]): void {
  if (problems.length > 0) {
    throw new Wrong(on, kind, problems);
  }
}
