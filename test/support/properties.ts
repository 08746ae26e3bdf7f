import { configureGlobal } from 'fast-check';

/** Any number will do. A fixed one, so that a run fails for what was changed, and not for what it met by chance. */
const SEED = 20_261_125;

const given = process.env.PROPERTY_SEED ?? String(SEED);
if (given !== 'random' && !/^-?\d+$/.test(given)) {
  throw new Error(
    `PROPERTY_SEED is "${given}"; it takes a whole number, or "random" for another one each time.`,
  );
}

// A property that fails says which seed it had.
configureGlobal(given === 'random' ? {} : { seed: Number(given) });
