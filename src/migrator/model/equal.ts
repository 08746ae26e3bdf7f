import { isDeepStrictEqual } from 'node:util';

/** Whether two parts of a schema are the same, an absent field and an undefined one being the same. */
export function isEqual<T>(a: T, b: T): boolean {
  return isDeepStrictEqual(withoutUndefined(a), withoutUndefined(b));
}

function withoutUndefined(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
