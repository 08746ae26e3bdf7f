import type { Outcome } from './problem.ts';

/** What the API calls its rows to people. */
export type Thing = 'todo' | 'list' | 'tag';

/** The outcome of naming, in `field`, something that is not there. */
export function notFound(thing: Thing, field: string[] = ['id']): Outcome<never> {
  const message = `There is no ${thing} with this id (any more). Nothing was changed.`;
  return { problems: [{ code: 'NOT_FOUND', field, message }] };
}

/** The outcome of changing something that is not as it was seen. */
export function versionConflict<Row extends { version: number }>(
  thing: Thing,
  current: Row,
  expected: number,
): Outcome<Row> {
  const message = `The ${thing} has changed: its version is ${current.version}, not ${expected}. Look at it as it is now, and try again with that version. Nothing was changed.`;
  return { problems: [{ code: 'CONFLICT', field: ['expectedVersion'], message }], current };
}
