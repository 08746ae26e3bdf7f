import type { Todo } from '../../entities/todo.ts';

/** What can happen to a todo. */
export type TodoEventKind =
  | 'CREATED'
  | 'UPDATED'
  | 'COMPLETED'
  | 'REOPENED'
  | 'MOVED'
  | 'DELETED'
  | 'RESTORED';

/** That something happened to a todo. */
export interface TodoEvent {
  kind: TodoEventKind;
  /** Whom it belongs to: nobody else hears of it. */
  ownerId: string;
  /** The todo as it is then. */
  todo: Todo;
  /** The id of the list that it was in before; null for the inbox. */
  previousListId: string | null;
}
