import { afterEach, describe, expect, test } from '@jest/globals';
import { settle } from '../../../src/migrator/run/options.ts';

const VARIABLES = ['MIGRATION_LOCK_TIMEOUT_MS', 'MIGRATION_STATEMENT_TIMEOUT_MS', 'MIGRATION_LOCK_RETRIES'];

const read = (options: Parameters<typeof settle>[0] = {}) => {
  const { statementLockTimeout, statementTimeout, lockRetries } = settle(options, () => {});
  return [statementLockTimeout, statementTimeout, lockRetries];
};

describe('the bounds of a run', () => {
  afterEach(() => {
    for (const name of VARIABLES) {
      delete process.env[name];
    }
  });

  test('have defaults', () => {
    expect(read()).toEqual([2000, 300_000, 30]);
  });

  test('come from the options of the project, and from the environment of a run before those', () => {
    const options = { statementLockTimeout: 10, statementTimeout: 0, lockRetries: 0 };
    expect(read(options)).toEqual([10, 0, 0]);
    Object.assign(process.env, {
      MIGRATION_LOCK_TIMEOUT_MS: '500',
      MIGRATION_STATEMENT_TIMEOUT_MS: '0',
      MIGRATION_LOCK_RETRIES: '3',
    });
    expect(read(options)).toEqual([500, 0, 3]);
  });

  test('take an empty variable for an absent one', () => {
    process.env.MIGRATION_LOCK_RETRIES = '';
    expect(read({ lockRetries: 7 })).toEqual([2000, 300_000, 7]);
  });

  test.each([
    ['MIGRATION_LOCK_TIMEOUT_MS', '2s', 'a whole number of milliseconds from 1 to 86400000'],
    ['MIGRATION_LOCK_TIMEOUT_MS', '0', 'a whole number of milliseconds from 1 to 86400000'],
    ['MIGRATION_STATEMENT_TIMEOUT_MS', '-1', 'a whole number of milliseconds from 0 (no limit) to 86400000'],
    ['MIGRATION_LOCK_RETRIES', '1e3', 'a whole number from 0 to 10000'],
  ])('refuse %s=%s', (name, value, accepts) => {
    process.env[name] = value;
    expect(() => read()).toThrow(
      expect.objectContaining({
        code: 'SETTING_REFUSED',
        message: `${name} is "${value}"; it must be ${accepts}. Nothing was changed.`,
      }),
    );
  });

  test('refuse an option by its name', () => {
    expect(() => read({ lockRetries: 1.5 })).toThrow(
      'The option lockRetries is 1.5; it must be a whole number from 0 to 10000.',
    );
  });
});
