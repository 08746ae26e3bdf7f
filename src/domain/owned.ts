import type { RowMap } from '../database/row-map.ts';
import { readRows } from '../database/rows.ts';
import { type OwnedCondition, ownedBy, visible, within } from '../database/scope.ts';
import { compare } from '../database/sql.ts';
import type { Versioned } from '../database/write.ts';
import type { Unit, Writer } from './unit.ts';
import type { Viewer } from './viewer.ts';

/** A row that belongs to somebody, counts its changes, and stays for a while when it is deleted. */
export interface Owned extends Versioned {
  id: string;
  ownerId: string;
  deletedAt: Date | null;
}

/** It belongs to `viewer`, and is not deleted. */
export function isPresent<Row extends Owned>(rowMap: RowMap<Row>, viewer: Viewer): OwnedCondition {
  return visible(rowMap.table, { ownerId: viewer.id, deleted: false, dialect: rowMap.dialect });
}

/** It belongs to `viewer`, deleted or not. */
export function belongsTo<Row extends Owned>(rowMap: RowMap<Row>, viewer: Viewer): OwnedCondition {
  return ownedBy(rowMap, viewer.id);
}

/** The row of the viewer with this id, with every column, deleted or not; undefined where there is none. */
export async function readOwned<Row extends Owned>(
  { em, viewer }: Writer | Unit,
  rowMap: RowMap<Row>,
  id: string,
): Promise<Row | undefined> {
  const where = within(belongsTo(rowMap, viewer), compare(rowMap.column('id'), 'eq', id));
  const [row] = await readRows(em, rowMap, rowMap.properties, where);
  return row;
}

/** As `readOwned`, of what is not deleted. */
export async function readPresent<Row extends Owned>(
  unit: Writer | Unit,
  rowMap: RowMap<Row>,
  id: string,
): Promise<Row | undefined> {
  const row = await readOwned(unit, rowMap, id);
  return row?.deletedAt === null ? row : undefined;
}
