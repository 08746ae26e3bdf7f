import { appendFileSync } from 'node:fs';

/**
 * Appends a line with the number of passed and of failed tests to the file that TEST_COUNTS names, for .ci/run.
 * A file of tests that could not run counts as one failure.
 */
export default class CountReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const file = process.env.TEST_COUNTS;
    if (file) {
      appendFileSync(file, `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}\n`);
    }
  }
}
