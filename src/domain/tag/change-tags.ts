import { rowMapOf } from '../../database/row-map.ts';
import { Tag } from '../../entities/tag.ts';
import type { BatchResult } from '../batch.ts';
import { changeRows, type RowChange } from '../change-rows.ts';
import type { Writer } from '../unit.ts';

/** One of several changes of tags. */
export type TagBatchChange = RowChange<Tag>;

/** Makes several changes of tags in one transaction, in order; with `allOrNothing` all of them, or none. */
export function changeTags(
  writer: Writer,
  changes: readonly TagBatchChange[],
  allOrNothing: boolean,
): Promise<BatchResult<Tag>[]> {
  return changeRows(writer, rowMapOf(writer.em, Tag), changes, allOrNothing);
}
