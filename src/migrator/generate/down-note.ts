import type { Loss } from '../dual-migration.ts';

/** What is not as it was after `up` and `down`, as a doc comment of `down`; undefined where everything is. */
export function describeDown(upLosses: readonly Loss[], downLosses: readonly Loss[]): string | undefined {
  const sentences = [
    ...(upLosses.length === 0
      ? []
      : [`Makes ${enumerate(upLosses)} again, without the data that up dropped.`]),
    ...(downLosses.length === 0 ? [] : [`Loses what was written to ${enumerate(downLosses)}.`]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function enumerate(losses: readonly Loss[]): string {
  const names = losses.map(({ table, column }) => (column === undefined ? table : `${table}.${column}`));
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
