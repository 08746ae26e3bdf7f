import Sequencer from '@jest/test-sequencer';

/**
 * The files that take longest. jest goes by size where it has not run before, and these are short: begun last, one of
 * them would keep a single worker busy while the other has nothing left to do.
 */
const LONG = [
  /\/migrator\/matrix\/(rules|tables|columns|types)\.test/,
  /\/migrator\/run\/processes\.test/,
  /\/migrator\/rebase\/permutations\.test/,
  /\/migrator\/adoption\//,
  /\/deployment\/image\.test/,
  /\/server\/(startup|shutdown)\.test/,
  /\/resolvers\/codegen\.test/,
  /\/faults\//,
  /\/migrator\/(rebase|check|verify)\//,
  /\/cli\//,
];

/** Begins with the files that take longest; the others come in jest's own order. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => LONG.findIndex((pattern) => pattern.test(path)) + 1 || LONG.length + 1;
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
