import base from './jest.config.mjs';

/** `npm run test:browser`: what needs a Chromium on the machine. Runs on SQLite, so it needs no PostgreSQL. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testEnvironment: 'node',
  globalSetup: undefined,
  globalTeardown: undefined,
};
