import type { Todo } from '../../entities/todo.ts';
import type { Connection } from '../lists/connection.ts';

/** A page of todos that is read when one of its fields is asked for. */
export type TodoConnectionMapper = Connection<Todo>;
