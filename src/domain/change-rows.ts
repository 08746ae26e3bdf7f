import { lockIds, lockRows } from '../database/locked-rows.ts';
import type { RowMap } from '../database/row-map.ts';
import { within } from '../database/scope.ts';
import { isOneOf } from '../database/sql.ts';
import { type BatchChange, type BatchResult, changeAll } from './batch.ts';
import { belongsTo, type Owned, readOwned } from './owned.ts';
import type { Writer } from './unit.ts';

/** One of several changes of rows. */
export interface RowChange<Row> extends BatchChange<Row> {
  /** The id of the row that is changed or created, where it is known. */
  id?: string | null;
}

/** Makes several changes of rows in one transaction, in order; with `allOrNothing` all of them, or none. */
export function changeRows<Row extends Owned>(
  writer: Writer,
  rowMap: RowMap<Row>,
  changes: readonly RowChange<Row>[],
  allOrNothing: boolean,
): Promise<BatchResult<Row>[]> {
  const ids = changes.flatMap(({ id }) => id ?? []);
  return changeAll(writer, changes, {
    allOrNothing,
    async lock({ em, viewer }) {
      // Ids that clients made are names of their owner's alone: nobody waits for somebody else.
      await lockIds(
        em,
        ids.map((id) => `${id} ${viewer.id}`),
      );
      const where = within(belongsTo(rowMap, viewer), isOneOf(rowMap.column('id'), ids));
      await lockRows(em, rowMap, ['id'], where, 'update');
    },
    reread: (reader, { id }) => readOwned(reader, rowMap, id),
  });
}
