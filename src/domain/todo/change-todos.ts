import { rowMapOf } from '../../database/row-map.ts';
import { Todo } from '../../entities/todo.ts';
import type { BatchResult } from '../batch.ts';
import { changeRows, type RowChange } from '../change-rows.ts';
import type { Writer } from '../unit.ts';

/** One of several changes of todos. */
export type TodoBatchChange = RowChange<Todo>;

/** Makes several changes of todos in one transaction, in order; with `allOrNothing` all of them, or none. */
export function changeTodos(
  writer: Writer,
  changes: readonly TodoBatchChange[],
  allOrNothing: boolean,
): Promise<BatchResult<Todo>[]> {
  return changeRows(writer, rowMapOf(writer.em, Todo), changes, allOrNothing);
}
