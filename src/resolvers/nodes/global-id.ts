import { validate } from 'uuid';
import { badUserInput } from '../errors.ts';

/** A type whose objects can be found by their id. */
export type NodeType = 'List' | 'Tag' | 'Todo';

/** Every type whose objects can be found by their id. */
export const NODE_TYPES: readonly NodeType[] = ['List', 'Tag', 'Todo'];

/** The id of an object in the API, from its type and its id in the database. */
export function toGlobalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/**
 * The type and the database id that `globalId` stands for.
 *
 * @param argument Where it was given, for the error.
 * @throws BAD_USER_INPUT for anything that `toGlobalId` has not made.
 */
export function fromGlobalId(globalId: string, argument: string): { type: NodeType; id: string } {
  const text = Buffer.from(globalId, 'base64url').toString();
  const separator = text.indexOf(':');
  const type = NODE_TYPES.find((name) => name === text.slice(0, separator));
  const id = text.slice(separator + 1);
  // Compared with what it would be: Buffer passes over what is not base64url, and databases over upper case.
  if (type === undefined || !validate(id) || id !== id.toLowerCase() || toGlobalId(type, id) !== globalId) {
    throw badUserInput(argument, `"${argument}" holds no id of this API. Send an id as the API returned it.`);
  }
  return { type, id };
}

/**
 * The database id that `globalId` stands for, if it is one of `type`.
 *
 * @throws BAD_USER_INPUT for an id of another type too.
 */
export function idOf(type: NodeType, globalId: string, argument: string): string {
  const found = fromGlobalId(globalId, argument);
  if (found.type !== type) {
    throw badUserInput(argument, `"${argument}" is the id of a ${found.type}. Send the id of a ${type}.`);
  }
  return found.id;
}

/** As `idOf`; null and undefined stay what they are. */
export function optionalIdOf(
  type: NodeType,
  globalId: string | null | undefined,
  argument: string,
): string | null | undefined {
  return globalId == null ? globalId : idOf(type, globalId, argument);
}
