import { lockRows } from '../database/locked-rows.ts';
import type { RowMap } from '../database/row-map.ts';
import { allOf, isOneOf } from '../database/sql.ts';
import { type BatchChange, type BatchResult, changeAll } from './batch.ts';
import { belongsTo, type Owned, readOwned } from './owned.ts';
import type { Writer } from './unit.ts';

/** One of several changes of rows. */
export interface RowChange<Row> extends BatchChange<Row> {
  /** The id of the row that is changed, where it is there already. */
  id?: string;
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
    lock: ({ em, viewer }) =>
      lockRows(
        em,
        rowMap,
        ['id'],
        allOf([isOneOf(rowMap.column('id'), ids), belongsTo(rowMap, viewer)]),
        'update',
      ),
    reread: (reader, { id }) => readOwned(reader, rowMap, id),
  });
}
