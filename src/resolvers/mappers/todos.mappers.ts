import type { Todo } from '../../entities/todo.ts';
import type { Page } from '../connections/page.ts';

/** A page of todos that has been read. */
export type TodoConnectionMapper = Page<Todo>;
