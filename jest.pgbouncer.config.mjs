import base from './jest.config.mjs';

/** `npm run test:pgbouncer`: what needs a PgBouncer on the machine. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/pgbouncer/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
