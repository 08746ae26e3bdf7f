/**
 * Whether lists and objects of `value`, which was JSON, lie in each other deeper than `most`. What reads input types that
 * refer to themselves, as filters, goes as deep as the value does, until its stack ends.
 */
export function isDeeperThan(most: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return most === 0 || Object.values(value).some((part) => isDeeperThan(most - 1, part));
}
