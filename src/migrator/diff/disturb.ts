import type { Lists, Renamed } from './schema-diff.ts';

interface Named {
  name: string;
}

/**
 * Makes anew what a change stands in the way of, though it stays as it is: each of `items` that is `disturbed` goes
 * before, by its old name, and comes back after.
 *
 * @param items What is there after the change.
 */
export function disturb<T extends Named>(
  lists: Lists<T> & { renamed: Renamed[] },
  items: readonly T[],
  disturbed: (item: T) => boolean,
): Lists<T> & { renamed: Renamed[] } {
  const again = items.filter((item) => !lists.added.includes(item) && disturbed(item));
  const oldName = ({ name }: T) => lists.renamed.find(({ to }) => to === name)?.from ?? name;
  return {
    added: [...lists.added, ...again],
    dropped: [...lists.dropped, ...again.map((item) => ({ ...item, name: oldName(item) }))],
    renamed: lists.renamed.filter(({ to }) => !again.some(({ name }) => name === to)),
  };
}
