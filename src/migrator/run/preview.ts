import type { Configuration } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Dialect } from '../model/schema.ts';
import type { MigrationClass } from './migration-file.ts';
import { collectPlan, type Plan } from './steps.ts';

/** What is known of one direction of a migration before it runs. */
export interface Preview {
  /** Whether it asks to be one transaction. */
  transactional: boolean;
  /** Undefined where its code executes queries itself: only a run can tell then. */
  plan: Plan | undefined;
}

/** Thrown when the code of a migration asks for the database while none is there. */
class DatabaseAsked extends Error {}

/**
 * Finds out what one direction of a migration asks for by calling it, without a database. Whatever its code does
 * before its first query is done again when it runs.
 *
 * @param prepare Is given the instance before it is called.
 */
export async function previewMigration(
  migration: MigrationClass,
  direction: 'up' | 'down',
  dialect: Dialect,
  config: Configuration,
  prepare: (instance: Migration) => void = () => {},
): Promise<Preview> {
  let asked = false;
  const ask = (): never => {
    asked = true;
    throw new DatabaseAsked();
  };
  const noDriver = new Proxy({}, { get: ask, has: ask }) as AbstractSqlDriver;
  const instance = new migration(noDriver, config);
  prepare(instance);
  const transactional = instance.isTransactional();
  try {
    const plan = await collectPlan(instance, direction, dialect);
    return { transactional, plan: asked ? undefined : plan };
  } catch (error) {
    if (asked) {
      return { transactional, plan: undefined };
    }
    throw error;
  }
}
