import { type Cell, cellName } from './cell.ts';
import { applyObjects, objectsOn } from './decorations.ts';
import { createFirst, folderOf, withSession } from './files.ts';
import type { Decoration } from './matrix-case.ts';
import { attempt } from './outcome.ts';
import { catalogOf } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The catalog of a fresh database that was migrated directly to the model after the change, with the decoration. */
export async function referenceCatalog(cell: Cell, workspace: Workspace): Promise<string[]> {
  const key = (decoration: Decoration) => cellName({ ...cell, decoration });
  const known = workspace.references.get(key(cell.decoration));
  if (known !== undefined) {
    return known;
  }
  const fresh = await buildReference(cell, workspace);
  for (const [decoration, catalog] of fresh) {
    workspace.references.set(key(decoration), catalog);
  }
  return fresh.get(cell.decoration) ?? [];
}

/** One fresh database serves every decoration that the model knows nothing of. */
async function buildReference(cell: Cell, workspace: Workspace): Promise<Map<Decoration, string[]>> {
  const { change, decoration, dialect } = cell;
  const { location, connection, leave } = await workspace.emptyDatabase(dialect);
  try {
    const folder = folderOf(cell, workspace, ' fresh');
    await withSession(cell, 'after', workspace, location, folder, async (session) => {
      await createFirst(session, folder, workspace);
      await attempt('before', () => session.up());
    });
    const bare = await catalogOf(connection);
    if (decoration === 'parent') {
      return new Map([[decoration, bare]]);
    }
    const withObjects = decoration === 'plain' ? 'objects' : decoration;
    const target = objectsOn(change, 'after', withObjects);
    if (target === undefined) {
      await connection.run('create table hand_log (what text, label text)');
    } else {
      await applyObjects(connection, target.table, target.column);
    }
    return new Map<Decoration, string[]>([
      ['plain', bare],
      [withObjects, await catalogOf(connection)],
    ]);
  } finally {
    await leave();
  }
}
