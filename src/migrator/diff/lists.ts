import { isEqual } from '../model/equal.ts';
import type { Altered, Lists, Renamed } from './schema-diff.ts';

interface Named {
  name: string;
}

/** Compares by name; what changed is both dropped and added. */
export function compareReplaced<T extends Named>(from: readonly T[], to: readonly T[]): Lists<T> {
  return {
    added: to.filter((item) => !from.some((other) => isEqual(item, other))),
    dropped: from.filter((item) => !to.some((other) => isEqual(item, other))),
  };
}

/** Compares by name; what changed is altered. */
export function compareAltered<T extends Named>(
  from: readonly T[],
  to: readonly T[],
): Lists<T> & { altered: Altered<T>[] } {
  const altered: Altered<T>[] = [];
  for (const item of to) {
    const before = from.find(({ name }) => name === item.name);
    if (before !== undefined && !isEqual(before, item)) {
      altered.push({ from: before, to: item });
    }
  }
  return {
    added: to.filter(({ name }) => !from.some((other) => other.name === name)),
    dropped: from.filter(({ name }) => !to.some((other) => other.name === name)),
    altered,
  };
}

/** As `compareReplaced`, with what only changed its name apart: its definition leaves no doubt that it is the same. */
export function compareRenamed<T extends Named>(
  from: readonly T[],
  to: readonly T[],
): Lists<T> & { renamed: Renamed[] } {
  const { added, dropped } = compareReplaced(from, to);
  const renamed: Renamed[] = [];
  const remaining = added.filter((item) => {
    const index = dropped.findIndex(
      (other) =>
        other.name !== item.name &&
        isEqual({ ...other, name: '' }, { ...item, name: '' }) &&
        !to.some(({ name }) => name === other.name) &&
        !from.some(({ name }) => name === item.name),
    );
    const [before] = index < 0 ? [] : dropped.splice(index, 1);
    if (before !== undefined) {
      renamed.push({ from: before.name, to: item.name });
    }
    return before === undefined;
  });
  return { added: remaining, dropped, renamed };
}
