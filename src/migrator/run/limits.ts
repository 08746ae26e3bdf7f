import { MigrationError } from '../errors.ts';

/** A bound of a run that a project or whoever starts it may set. */
interface Limit {
  variable: string;
  accepts: string;
  least: number;
  most: number;
  standard: number;
}

const DAY = 86_400_000;

/** Every bound, by its name among the options. */
const LIMITS = {
  statementLockTimeout: {
    variable: 'MIGRATION_LOCK_TIMEOUT_MS',
    accepts: `a whole number of milliseconds from 1 to ${DAY}`,
    least: 1,
    most: DAY,
    standard: 2000,
  },
  statementTimeout: {
    variable: 'MIGRATION_STATEMENT_TIMEOUT_MS',
    accepts: `a whole number of milliseconds from 0 (no limit) to ${DAY}`,
    least: 0,
    most: DAY,
    standard: 5 * 60_000,
  },
  lockRetries: {
    variable: 'MIGRATION_LOCK_RETRIES',
    accepts: 'a whole number from 0 to 10000',
    least: 0,
    most: 10_000,
    standard: 30,
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/**
 * Reads one bound: the environment of this run, else the project's option, else the default. An empty variable counts
 * as absent.
 *
 * @throws {MigrationError} SETTING_REFUSED naming the variable or option, what it got and what it accepts.
 */
export function readLimit(name: LimitName, option: number | undefined): number {
  const limit: Limit = LIMITS[name];
  const text = process.env[limit.variable];
  if (text !== undefined && text !== '') {
    return within(limit, limit.variable, JSON.stringify(text), /^\d{1,15}$/.test(text) ? Number(text) : NaN);
  }
  return option === undefined ? limit.standard : within(limit, `The option ${name}`, String(option), option);
}

/** How a message tells where to change a bound. */
export function describeLimit(name: LimitName): string {
  return `${LIMITS[name].variable} in the environment, or ${name} among the options of dualMigrator`;
}

function within({ least, most, accepts }: Limit, name: string, got: string, value: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new MigrationError(
      'SETTING_REFUSED',
      `${name} is ${got}; it must be ${accepts}. Nothing was changed.`,
    );
  }
  return value;
}
