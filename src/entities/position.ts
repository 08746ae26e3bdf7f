import { p } from '@mikro-orm/core';

/** Longest position, in characters: some six thousand moves in a row into one and the same gap. */
export const POSITION_MAX_LENGTH = 1000;

/** Where a row stands in the order that people gave by hand: digits and letters, compared by code point. */
export const position = () => p.string().length(POSITION_MAX_LENGTH);
