import type { Destination } from '../../domain/todo/move-todo.ts';
import { optionalIdOf } from '../nodes/global-id.ts';
import type { MoveTodoInput } from '../types.generated.ts';
import { placeOf } from '../writing/place.ts';

/**
 * Where a todo is to go.
 *
 * @param path Where `input` is, for errors.
 * @throws BAD_USER_INPUT for wrong ids, for more than one place, and for a todo that is to go next to itself.
 */
export function destinationOf(input: MoveTodoInput, path: string): Destination {
  const listId = optionalIdOf('List', input.listId, `${path}.listId`);
  return { listId, place: placeOf('Todo', input, path) ?? { end: 'END' } };
}
