import type { Todo } from '../../entities/todo.ts';

/** A todo behind the API: a row of the read path, or the entity that a mutation wrote. */
export type TodoMapper = Todo;
