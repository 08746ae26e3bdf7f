/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/environment.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '<rootDir>/test/pgbouncer/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { module: { type: 'es6' }, jsc: { target: 'es2024', parser: { syntax: 'typescript' } } },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  setupFiles: ['<rootDir>/test/support/properties.ts'],
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  reporters: [
    'default',
    '<rootDir>/test/support/count-reporter.mjs',
    '<rootDir>/test/migrator/matrix/score-reporter.ts',
  ],
  maxWorkers: 2,
  // So long that only a hang breaks it, however busy the machine is.
  testTimeout: 600_000,
  // A worker that is done takes more than jest's half second to take down V8's modules and native code while the other
  // one still works. One that a test keeps from ending is still told of, ten seconds later.
  workerGracefulExitTimeout: 10_000,
};
