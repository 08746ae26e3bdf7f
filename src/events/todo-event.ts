import type { Todo } from '../entities/todo.ts';

/** What can happen to a todo. */
export type TodoChangeKind =
  | 'CREATED'
  | 'UPDATED'
  | 'COMPLETED'
  | 'REOPENED'
  | 'MOVED'
  | 'DELETED'
  | 'RESTORED';

/** That a todo changed. */
export interface TodoEvent {
  kind: TodoChangeKind;
  /** Whom the todo belongs to: nobody else hears of it. */
  ownerId: string;
  /** The whole row after the change, as the read path has it. */
  todo: Todo;
  /** The list that the todo was in before; the same as now where it did not move. */
  previousListId: string | null;
}

/** A change that left `todo`, which is what has become of it, in its list. */
export function changeInPlace(kind: TodoChangeKind, ownerId: string, todo: Todo): TodoEvent {
  return { kind, ownerId, todo, previousListId: todo.list };
}
