/** Where every choice of a run comes from: one seed gives the same operations again. */
export interface Random {
  /** A whole number from 0 to `end - 1`. */
  below(end: number): number;
  /** Whether something happens that does `percent` times of a hundred. */
  chance(percent: number): boolean;
  /** One of `choices`. */
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/**
 * Choices that follow from `seed`. Not by an arbitrary of fast-check, which keeps each of some thousand choices per operation
 * to shrink them: what an earlier request has changed is not taken back, so a smaller one would meet another world.
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32 (Tommy Ettinger, public domain).
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    chance: (percent) => next() * 100 < percent,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}
