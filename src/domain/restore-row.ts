import type { RowMap } from '../database/row-map.ts';
import { within } from '../database/scope.ts';
import { compare, isNull } from '../database/sql.ts';
import { updateRows, type Values } from '../database/write.ts';
import { notFound, type Thing } from './not-there.ts';
import { belongsTo, type Owned, readOwned } from './owned.ts';
import type { Outcome, Problem } from './problem.ts';
import type { Unit } from './unit.ts';

/** What became of bringing a row back. */
export interface Restoration<Row> {
  outcome: Outcome<Row>;
  /** When it had been deleted; null where it is not restored, or was there. */
  deletedAt: Date | null;
}

/**
 * Brings a deleted row of the viewer back. One that is there stays as it is.
 *
 * @param obstacle What stands against it, if anything does.
 */
export async function restoreRow<Row extends Owned>(
  unit: Unit,
  rowMap: RowMap<Row>,
  thing: Thing,
  id: string,
  now: Date,
  obstacle?: (row: Row) => Promise<Problem | undefined>,
): Promise<Restoration<Row>> {
  for (;;) {
    const row = await readOwned(unit, rowMap, id);
    if (row === undefined) {
      return { outcome: notFound(thing), deletedAt: null };
    }
    if (row.deletedAt === null) {
      return { outcome: { result: row }, deletedAt: null };
    }
    const problem = await obstacle?.(row);
    if (problem !== undefined) {
      return { outcome: { problems: [problem] }, deletedAt: null };
    }
    // Nobody has restored or purged it since it was read.
    const where = within(
      belongsTo(rowMap, unit.viewer),
      compare(rowMap.column('id'), 'eq', id),
      compare(rowMap.column('version'), 'eq', row.version),
      isNull(rowMap.column('deletedAt'), false),
    );
    const set: Values<Owned> = { deletedAt: null };
    const [restored] = await updateRows(unit.em, rowMap, { set: set as Values<Row>, where, now });
    if (restored !== undefined) {
      return { outcome: { result: restored }, deletedAt: row.deletedAt };
    }
  }
}
