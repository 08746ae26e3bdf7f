import { rowMapOf } from '../../database/row-map.ts';
import { List } from '../../entities/list.ts';
import type { BatchResult } from '../batch.ts';
import { changeRows, type RowChange } from '../change-rows.ts';
import type { Writer } from '../unit.ts';

/** One of several changes of lists. */
export type ListBatchChange = RowChange<List>;

/** Makes several changes of lists in one transaction, in order; with `allOrNothing` all of them, or none. */
export function changeLists(
  writer: Writer,
  changes: readonly ListBatchChange[],
  allOrNothing: boolean,
): Promise<BatchResult<List>[]> {
  return changeRows(writer, rowMapOf(writer.em, List), changes, allOrNothing);
}
