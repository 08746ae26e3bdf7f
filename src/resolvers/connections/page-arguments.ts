import { badUserInput } from '../errors.ts';

export const DEFAULT_SIZE = 20;
export const MAX_SIZE = 100;

/** The arguments of a connection, as callers give them. A null is the same as leaving it out. */
export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Which page is asked for. */
export interface PageArguments {
  size: number;
  /** Whether it is the last page before the cursor (or the end), not the first after it (or the start). */
  backwards: boolean;
  /** Where the page begins, and the argument that says so. */
  cursor?: { argument: 'after' | 'before'; text: string };
}

/**
 * Reads the arguments of a connection.
 *
 * @throws BAD_USER_INPUT for sizes out of range, and for arguments of the two directions at once. The connection
 *   specification discourages the latter, and leaves open what it means.
 */
export function readPageArguments({ first, after, last, before }: ConnectionArguments): PageArguments {
  refuseTogether({ first }, { last, before });
  refuseTogether({ after }, { last, before });
  const size = readSize({ first }) ?? readSize({ last }) ?? DEFAULT_SIZE;
  if (last != null || before != null) {
    return {
      size,
      backwards: true,
      cursor: before == null ? undefined : { argument: 'before', text: before },
    };
  }
  return { size, backwards: false, cursor: after == null ? undefined : { argument: 'after', text: after } };
}

function refuseTogether(one: Record<string, unknown>, others: Record<string, unknown>): void {
  const [forwards, value] = Object.entries(one)[0] ?? [];
  for (const [argument, other] of Object.entries(others)) {
    if (value != null && other != null) {
      throw badUserInput(
        argument,
        `"${argument}" cannot be given with "${forwards}". Go forwards with "first" and "after", or backwards with "last" and "before".`,
      );
    }
  }
}

function readSize(given: Record<string, number | null | undefined>): number | undefined {
  const [argument = '', size] = Object.entries(given)[0] ?? [];
  if (size == null) {
    return undefined;
  }
  if (size < 1 || size > MAX_SIZE) {
    throw badUserInput(argument, `"${argument}" is ${size}. A page has 1 to ${MAX_SIZE} items.`);
  }
  return size;
}
