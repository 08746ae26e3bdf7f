import type { TableDiff } from '../schema-diff.ts';

/** What a dropped column was called before it had to make room for another's new name. */
export function originalName({ columns }: TableDiff, name: string): string {
  return columns.renamed.find(({ to }) => to === name)?.from ?? name;
}
