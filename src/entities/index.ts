import { List } from './list.ts';
import { Tag } from './tag.ts';
import { Todo } from './todo.ts';
import { TodoTag } from './todo-tag.ts';

/** The entity model: what `migration:create` compares with the snapshots. */
export const entities = [List, Tag, Todo, TodoTag];
