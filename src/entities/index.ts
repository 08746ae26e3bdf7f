import { Todo } from './todo.ts';

/** The entity model: what `migration:create` compares with the snapshots. */
export const entities = [Todo];
