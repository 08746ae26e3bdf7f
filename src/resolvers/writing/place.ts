import type { Spot } from '../../domain/place.ts';
import { badUserInput } from '../errors.ts';
import { idOf, type NodeType } from '../nodes/global-id.ts';

/** Where something is to go, as every input of a move says it. */
interface PlaceInput {
  id: string;
  afterId?: string | null;
  beforeId?: string | null;
  to?: 'START' | 'END' | null;
}

/**
 * Where an object of `type` is to go; undefined where nothing is said of it.
 *
 * @param path Where `input` is, for errors.
 * @throws BAD_USER_INPUT for wrong ids, for more than one place, and for what is to go next to itself.
 */
export function placeOf(type: NodeType, input: PlaceInput, path: string): Spot | undefined {
  const { id, afterId, beforeId, to } = input;
  const [given, another] = Object.entries({ afterId, beforeId, to }).filter(([, value]) => value != null);
  if (given !== undefined && another !== undefined) {
    throw badUserInput(
      `${path}.${another[0]}`,
      `"${path}.${another[0]}" is given with "${given[0]}". Give at most one of "afterId", "beforeId" and "to".`,
    );
  }
  if (given !== undefined && given[1] === id) {
    const argument = `${path}.${given[0]}`;
    throw badUserInput(argument, `"${argument}" is the ${type} itself. Send the id of another one.`);
  }
  if (afterId != null) {
    return { side: 'after', id: idOf(type, afterId, `${path}.afterId`) };
  }
  if (beforeId != null) {
    return { side: 'before', id: idOf(type, beforeId, `${path}.beforeId`) };
  }
  return to == null ? undefined : { end: to };
}
