import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../../src/config.ts';
import type { Cell } from './cell.ts';
import { model } from './decorations.ts';
import type { Session } from './engine.ts';
import { attempt, Wrong } from './outcome.ts';
import type { Workspace } from './workspace.ts';

/** The folder of a cell's migration files: the same for cells whose files are the same. */
export function folderOf({ change, decoration, dialect }: Cell, workspace: Workspace, suffix = ''): string {
  // Objects written by hand are unknown to the model: its files are those of `plain`.
  const kind = decoration === 'parent' ? 'parent' : 'plain';
  const shared = workspace.engine.sharesFiles && change.perDialect !== true;
  return workspace.folder(`${change.name} ${shared ? kind : `${decoration} ${dialect}`}${suffix}`);
}

/** Opens a session over one side of the change, and closes it after `work`. */
export async function withSession(
  { change, decoration, dialect }: Cell,
  side: 'before' | 'after',
  { engine }: Workspace,
  location: DatabaseLocation,
  folder: string,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const entities = model(change, side, decoration, dialect);
  const session = await attempt(side === 'after' ? 'create' : 'before', () =>
    engine.open(entities, location, folder),
  );
  try {
    await work(session);
  } finally {
    await session.close();
  }
}

/** Writes the first migration of a folder, unless an earlier cell did. */
export async function createFirst(session: Session, folder: string, workspace: Workspace): Promise<string> {
  const [file] = await once(workspace, `${folder} first`, () =>
    attempt('before', () => session.create('a_first')),
  );
  if (file === undefined) {
    throw new Wrong('before', 'nothing-done', ['a whole new model, and nothing was written']);
  }
  return file;
}

/** Writes the migrations of the change, unless an earlier cell did; none where there is nothing to write. */
export function createChange(
  session: Session,
  folder: string,
  workspace: Workspace,
  renames: readonly string[] | undefined,
): Promise<readonly string[]> {
  return once(workspace, `${folder} change`, () =>
    attempt('create', () => session.create('b_change', renames)),
  );
}

function once(
  workspace: Workspace,
  key: string,
  create: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const result = workspace.created.get(key) ?? create();
  workspace.created.set(key, result);
  return result;
}

/** Creating again must write nothing; what it did write is taken back, so that the steps to come are not disturbed. */
export async function createAgain(after: string, session: Session, folder: string): Promise<string[]> {
  const saved = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const written = await session.create('c_again').catch((error: unknown) => [`error: ${String(error)}`]);
  if (written.length === 0) {
    return [];
  }
  for (const name of readdirSync(folder).filter((each) => !saved.has(each))) {
    rmSync(join(folder, name));
  }
  for (const [name, content] of saved) {
    writeFileSync(join(folder, name), content);
  }
  return [`after ${after}, creating again wrote ${written.join(', ')}`];
}
