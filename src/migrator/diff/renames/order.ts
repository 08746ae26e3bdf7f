import type { Renamed } from '../schema-diff.ts';

/**
 * Renames that are meant to happen at once, one after the other: each goes to a name that is free by then. Where they
 * swap names, one goes aside first.
 */
export function inSequence(renamed: readonly Renamed[]): Renamed[] {
  let pending = [...renamed];
  const sequence: Renamed[] = [];
  while (pending.length > 0) {
    const next = pending.find(({ to }) => !pending.some((other) => other.from === to)) ?? pending[0];
    if (next === undefined) {
      break;
    }
    const isFree = !pending.some((other) => other.from === next.to);
    if (isFree) {
      sequence.push(next);
      pending = pending.filter((other) => other !== next);
    } else {
      const aside = `${next.from}__aside`;
      sequence.push({ from: next.from, to: aside });
      pending = pending.map((other) => (other === next ? { from: aside, to: next.to } : other));
    }
  }
  return sequence;
}

/** The opposite: where each name ends up, without the steps between. */
export function endToEnd(sequence: readonly Renamed[]): Renamed[] {
  const ends: Renamed[] = [];
  for (const { from, to } of sequence) {
    const before = ends.find((end) => end.to === from);
    if (before === undefined) {
      ends.push({ from, to });
    } else {
      before.to = to;
    }
  }
  return ends;
}
