import { lockRows } from '../../database/locked-rows.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { allOf, isOneOf } from '../../database/sql.ts';
import { Todo } from '../../entities/todo.ts';
import { type BatchChange, type BatchResult, changeAll } from '../batch.ts';
import { belongsTo, readOwned } from '../owned.ts';
import type { Writer } from '../unit.ts';

/** One of several changes of todos. */
export interface TodoBatchChange extends BatchChange<Todo> {
  /** The id of the todo that is changed, where it is there already. */
  id?: string;
}

/** Makes several changes of todos in one transaction, in order; with `allOrNothing` all of them, or none. */
export function changeTodos(
  writer: Writer,
  changes: readonly TodoBatchChange[],
  allOrNothing: boolean,
): Promise<BatchResult<Todo>[]> {
  const rowMap = rowMapOf(writer.em, Todo);
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
