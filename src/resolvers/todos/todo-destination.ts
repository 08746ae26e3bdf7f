import type { Destination } from '../../domain/todo/move-todo.ts';
import { badUserInput } from '../errors.ts';
import { idOf, optionalIdOf } from '../nodes/global-id.ts';
import type { MoveTodoInput } from '../types.generated.ts';

/**
 * Where a todo is to go.
 *
 * @param path Where `input` is, for errors.
 * @throws BAD_USER_INPUT for wrong ids, for more than one place, and for a todo that is to go next to itself.
 */
export function destinationOf(input: MoveTodoInput, path: string): Destination {
  const { id, listId, afterId, beforeId, to } = input;
  const [given, another] = Object.entries({ afterId, beforeId, to }).filter(([, value]) => value != null);
  if (given !== undefined && another !== undefined) {
    throw badUserInput(
      `${path}.${another[0]}`,
      `"${path}.${another[0]}" is given with "${given[0]}". Give at most one of "afterId", "beforeId" and "to".`,
    );
  }
  if (given !== undefined && given[1] === id) {
    const argument = `${path}.${given[0]}`;
    throw badUserInput(argument, `"${argument}" is the todo itself. Send the id of another one.`);
  }
  const list = optionalIdOf('List', listId, `${path}.listId`);
  if (afterId != null) {
    return { listId: list, place: { side: 'after', id: idOf('Todo', afterId, `${path}.afterId`) } };
  }
  if (beforeId != null) {
    return { listId: list, place: { side: 'before', id: idOf('Todo', beforeId, `${path}.beforeId`) } };
  }
  return { listId: list, place: { end: to ?? 'END' } };
}
