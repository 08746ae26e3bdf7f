import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../../src/config.ts';
import { DIALECTS, type Dialect } from '../../../src/migrator/model/schema.ts';
import { type Connection, type StoredRows, stored } from './connection.ts';
import {
  applyObjects,
  brokenObjects,
  model,
  objectsOn,
  raiseSequences,
  seed,
  tableName,
} from './decorations.ts';
import type { Engine, Session } from './engine.ts';
import { DECORATIONS, type Decoration, type MatrixCase } from './matrix-case.ts';
import { catalogOf, diffCatalogs, diffRows, hasSequence, readState, type State } from './state.ts';
import type { Rows } from './values.ts';

export interface Cell {
  change: MatrixCase;
  decoration: Decoration;
  dialect: Dialect;
}

/** `change / decoration / dialect` */
export function cellName({ change, decoration, dialect }: Cell): string {
  return `${change.name} / ${decoration} / ${dialect}`;
}

/**
 * - `right`: rows and catalog are as they must be after up, down and up again (`noise`: creating again wrote a file
 *   after that step);
 * - `refused`: a step threw and changed nothing;
 * - `wrong`: success was reported for something else, or a failure left something changed.
 */
export type Outcome =
  | { verdict: 'right'; noise: string[] }
  | { verdict: 'refused'; on: 'before' | 'create' | 'up' | 'down'; error: Error }
  | { verdict: 'wrong'; on: string; kind: WrongKind; problems: string[] };

/**
 * - `rows`: values lost, changed or made up; `keys`: a key that was given out would be given out again;
 * - `catalog`: a column, constraint, index, view, trigger is not as in a fresh database;
 * - `half-changed`: an error, yet something changed; `nothing-done`: success, and the change is not there.
 */
export type WrongKind = 'rows' | 'keys' | 'catalog' | 'half-changed' | 'nothing-done';

/** Where a cell works: an empty database that it may reset, and a folder for migration files. */
export interface Workspace {
  engine: Engine;
  /** Empties the database of the dialect, or makes one; `leave` it before the next. */
  emptyDatabase(dialect: Dialect): Promise<OwnDatabase>;
  /** A folder for migration files; the same for the same key. */
  folder(key: string): string;
  /** The catalog of a database that was migrated directly to a model, by cell. */
  references: Map<string, string[]>;
  /** Deletes every file of it. */
  close(): Promise<void>;
}

/** An empty database, and a connection to it beside the migrator's. */
export interface OwnDatabase {
  location: DatabaseLocation;
  connection: Connection;
  leave(): Promise<void>;
}

class Wrong extends Error {
  readonly outcome: Outcome;
  constructor(on: string, kind: WrongKind, problems: string[]) {
    super(`${on}: ${kind}: ${problems.join('\n')}`);
    this.outcome = { verdict: 'wrong', on, kind, problems };
  }
}

class Refused extends Error {
  readonly outcome: Outcome;
  constructor(on: 'before' | 'create' | 'up' | 'down', error: unknown) {
    const cause = error instanceof Error ? error : new Error(String(error));
    super(cause.message);
    this.outcome = { verdict: 'refused', on, error: cause };
  }
}

/** Every cell of a kind of change. */
export function cellsOf(change: MatrixCase): Cell[] {
  return (change.decorations ?? DECORATIONS).flatMap((decoration) =>
    (change.dialects ?? DIALECTS).map((dialect) => ({ change, decoration, dialect })),
  );
}

/** Carries out one cell. Throws only where the test itself is broken. */
export async function runCell(cell: Cell, workspace: Workspace): Promise<Outcome> {
  try {
    const reference = await referenceCatalog(cell, workspace);
    const database = await workspace.emptyDatabase(cell.dialect);
    try {
      return { verdict: 'right', noise: await runSteps(cell, workspace, database, reference) };
    } finally {
      await database.leave();
    }
  } catch (error) {
    if (error instanceof Wrong || error instanceof Refused) {
      return error.outcome;
    }
    throw error;
  }
}

async function runSteps(
  cell: Cell,
  workspace: Workspace,
  { location, connection }: OwnDatabase,
  reference: string[],
): Promise<string[]> {
  const noise: string[] = [];
  const { change, dialect } = cell;
  const folder = folderOf(cell, workspace, '');
  await withSession(cell, 'before', workspace, location, folder, async (session) => {
    const file = await createOnce(session, 'a_before', folder, workspace, 'before');
    await attempt('before', () => session.up(file)); // The folder may hold the next one already, for another cell.
  });
  const rows = await decorate(cell, connection);
  const start = await readState(connection);
  expectRows('seed', start.rows, stored(rows, dialect), change);

  await withSession(cell, 'after', workspace, location, folder, async (session) => {
    const file = await createOnce(session, 'b_after', folder, workspace, 'create', change.renames).catch(
      async (error: unknown) => {
        await expectUnchanged('create', start, connection, session, 1);
        throw error;
      },
    );
    const once = change.up?.(rows, dialect) ?? rows;
    if (file === '') {
      const differences = [
        ...diffCatalogs(start.catalog, reference),
        ...diffRows(start.rows, stored(once, dialect), change.unknown),
      ];
      if (differences.length > 0) {
        throw new Wrong('create', 'nothing-done', differences);
      }
      return;
    }
    if (change.quiet?.length === DIALECTS.length) {
      noise.push(`nothing changes, and ${file} was written`);
    }
    const back = change.down?.(once, dialect) ?? rows;
    const again = change.up?.(back, dialect) ?? back;
    const after = { catalog: reference, side: 'after' as const, file };
    const before = { catalog: start.catalog, side: 'before' as const, file };
    let state = await step('up', start, session, cell, connection, { ...after, rows: once });
    noise.push(...(await createAgain('up', session, folder)));
    state = await step('down', state, session, cell, connection, { ...before, rows: back });
    noise.push(...(await createAgain('down', session, folder)));
    await step('up', state, session, cell, connection, { ...after, rows: again });
    noise.push(...(await createAgain('up again', session, folder)));
  });
  return noise;
}

interface Expectation {
  rows: Rows;
  catalog: string[];
  side: 'before' | 'after';
  file: string;
}

/** Goes `up` or `down` and compares everything; a refusal must have changed nothing. */
async function step(
  on: 'up' | 'down',
  from: State,
  session: Session,
  cell: Cell,
  connection: Connection,
  expectation: Expectation,
): Promise<State> {
  const { change, decoration, dialect } = cell;
  const applied = on === 'up' ? 1 : 2;
  await attempt(on, () => session[on]()).catch(async (error: unknown) => {
    await expectUnchanged(on, from, connection, session, applied);
    throw error;
  });
  const state = await readState(connection);
  expectRows(on, state.rows, stored(expectation.rows, dialect), change);
  expectCatalog(on, state.catalog, expectation.catalog);
  await expectHistory(on, session, 3 - applied);
  expectSequence(on, from, state, cell, expectation.side);
  const target = objectsOn(change, expectation.side, decoration);
  if (target !== undefined) {
    const broken = await brokenObjects(connection, target.table);
    if (broken.length > 0) {
      throw new Wrong(on, 'catalog', broken);
    }
  }
  return state;
}

/** Creating again must write nothing; what it did write is taken back, so that the steps to come are not disturbed. */
async function createAgain(after: string, session: Session, folder: string): Promise<string[]> {
  const files = readdirSync(folder).map((name) => ({ path: join(folder, name), name }));
  const saved = files.map(({ path }) => ({ path, text: readFileSync(path) }));
  const written = await session.create('c_again').catch((error: unknown) => `error: ${String(error)}`);
  if (written === '') {
    return [];
  }
  for (const name of readdirSync(folder).filter((name) => !files.some((file) => file.name === name))) {
    rmSync(join(folder, name));
  }
  for (const { path, text } of saved) {
    writeFileSync(path, text);
  }
  return [`after ${after}, creating again wrote ${written}`];
}

/** Seeds the rows and the decoration; returns the rows that must now be there. */
async function decorate(cell: Cell, connection: Connection): Promise<Rows> {
  const { change, decoration, dialect } = cell;
  const rows = seed(change, decoration);
  const target = objectsOn(change, 'before', decoration);
  if (target !== undefined) {
    await applyObjects(connection, target.table, target.column);
  }
  for (const [table, list] of Object.entries(rows)) {
    for (const row of table === 'hand_log' || change.written?.includes(table) ? [] : list) {
      const given = Object.entries(row).filter(
        ([column]) => !change.generated?.includes(`${table}.${column}`),
      );
      await connection.insert(table, Object.fromEntries(given));
    }
  }
  await raiseSequences(connection, dialect);
  return rows;
}

/** The catalog of a fresh database that was migrated directly to the model after the change. */
async function referenceCatalog(cell: Cell, workspace: Workspace): Promise<string[]> {
  const key = (decoration: Decoration) => cellName({ ...cell, decoration });
  const known = workspace.references.get(key(cell.decoration));
  if (known !== undefined) {
    return known;
  }
  const fresh = await buildReference(cell, workspace);
  // One build serves both decorations that the model knows nothing of.
  for (const [decoration, catalog] of Object.entries(fresh)) {
    workspace.references.set(key(decoration as Decoration), catalog);
  }
  return fresh[cell.decoration] ?? [];
}

async function buildReference(
  cell: Cell,
  workspace: Workspace,
): Promise<Partial<Record<Decoration, string[]>>> {
  const { change, decoration } = cell;
  const { location, connection, leave } = await workspace.emptyDatabase(cell.dialect);
  try {
    const folder = folderOf(cell, workspace, ' fresh');
    await withSession(cell, 'after', workspace, location, folder, async (session) => {
      await createOnce(session, 'a_fresh', folder, workspace, 'before');
      await attempt('before', () => session.up());
    });
    const bare = await catalogOf(connection);
    if (decoration === 'parent') {
      return { parent: bare };
    }
    const objects = decoration === 'plain' ? 'objects' : decoration;
    const target = objectsOn(change, 'after', objects);
    if (target === undefined) {
      await connection.run('create table hand_log (what text, label text)');
    } else {
      await applyObjects(connection, target.table, target.column);
    }
    return { plain: bare, [objects]: await catalogOf(connection) };
  } finally {
    await leave();
  }
}

function folderOf(cell: Cell, workspace: Workspace, suffix: string): string {
  // The objects of a decoration are unknown to the model: its files are those of `plain`.
  const kind = cell.decoration === 'parent' ? 'parent' : 'plain';
  const shared = workspace.engine.sharesFiles && cell.change.perDialect !== true;
  const key = shared ? kind : `${cell.decoration} ${cell.dialect}`;
  return workspace.folder(`${cell.change.name} ${key}${suffix}`);
}

const created = new WeakMap<Workspace, Map<string, Promise<string>>>();

/** Writes the migration, or reads what an earlier cell found when it wrote the same. */
async function createOnce(
  session: Session,
  name: string,
  folder: string,
  workspace: Workspace,
  on: 'before' | 'create',
  renames?: readonly string[],
): Promise<string> {
  const known = created.get(workspace) ?? new Map<string, Promise<string>>();
  created.set(workspace, known);
  const key = `${folder} ${name}`;
  const result = known.get(key) ?? attempt(on, () => session.create(name, renames));
  known.set(key, result);
  if (on === 'before' && (await result) === '') {
    throw new Wrong(on, 'nothing-done', ['a whole new model, and nothing was written']);
  }
  return result;
}

async function withSession(
  cell: Cell,
  side: 'before' | 'after',
  workspace: Workspace,
  location: DatabaseLocation,
  folder: string,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const entities = model(cell.change, side, cell.decoration, cell.dialect);
  const session = await attempt(side === 'after' ? 'create' : 'before', () =>
    workspace.engine.open(entities, location, folder),
  );
  try {
    await work(session);
  } finally {
    await session.close();
  }
}

async function attempt<T>(on: 'before' | 'create' | 'up' | 'down', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Wrong ? error : new Refused(on, error);
  }
}

function expectRows(on: string, actual: StoredRows, expected: StoredRows, change: MatrixCase): void {
  const differences = diffRows(actual, expected, change.unknown);
  if (differences.length > 0) {
    throw new Wrong(on, 'rows', differences);
  }
}

function expectCatalog(on: string, actual: string[], expected: string[]): void {
  const differences = diffCatalogs(actual, expected);
  if (differences.length > 0) {
    throw new Wrong(on, 'catalog', differences);
  }
}

async function expectHistory(on: string, session: Session, applied: number): Promise<void> {
  const executed = await session.executed();
  if (executed.length !== applied) {
    throw new Wrong(on, 'half-changed', [`history: ${executed.join(', ')}`]);
  }
}

async function expectUnchanged(
  on: string,
  from: State,
  connection: Connection,
  session: Session,
  applied: number,
): Promise<void> {
  const state = await readState(connection);
  const problems = [
    ...diffRows(state.rows, from.rows),
    ...diffCatalogs(state.catalog, from.catalog),
    ...(JSON.stringify(state.sequences) === JSON.stringify(from.sequences) ? [] : ['sequences moved']),
  ];
  if (problems.length > 0) {
    throw new Wrong(on, 'half-changed', problems);
  }
  await expectHistory(on, session, applied);
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
  const highest = Math.max(
    0,
    ...(to.rows[table] ?? []).map((row) => Number(row.id?.replace('integer:', '') ?? 0)),
  );
  if (is < Math.max(was, highest)) {
    const keys = `the key sequence of ${table} stood at ${was} and the highest key is ${highest}`;
    throw new Wrong(on, 'keys', [`${keys}; now the sequence stands at ${is}`]);
  }
}
