import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { readErrorFacts } from '../../diagnose/error-facts.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { openOwnDriver } from '../../run/own-driver.ts';
import { addressOf, addressOptions } from './address.ts';

const INVALID_CATALOG_NAME = '3D000';
/** Somebody else was faster: as an existing name, or as a row of the catalog that the other has just written. */
const CREATED_MEANWHILE = new Set(['42P04', '23505']);
/** The database that every cluster has for maintenance. */
const MAINTENANCE = 'postgres';

/** Whether `error` says that the server has no database of that name. */
export function isMissingDatabase(error: unknown): boolean {
  return readErrorFacts(error).code === INVALID_CATALOG_NAME;
}

/** Creates the database that `driver` is configured for. */
export function createDatabase(driver: AbstractSqlDriver): Promise<void> {
  return maintain(driver, async (execute, database) => {
    try {
      await execute(`create database ${database}`);
    } catch (error) {
      if (!CREATED_MEANWHILE.has(readErrorFacts(error).code)) {
        throw error;
      }
    }
  });
}

/** Drops the database that `driver` is configured for, and ends every session in it, also our own; creates it anew. */
export function recreateDatabase(driver: AbstractSqlDriver): Promise<void> {
  return maintain(driver, async (execute, database) => {
    await execute(`drop database if exists ${database} with (force)`);
    await execute(`create database ${database}`);
  });
}

async function maintain(
  driver: AbstractSqlDriver,
  body: (execute: Execute, database: string) => Promise<void>,
): Promise<void> {
  const { database } = driver.getConnection().getConnectionOptions();
  const maintenance = openOwnDriver(driver, addressOptions(driver, addressOf(driver, MAINTENANCE)));
  try {
    await body((sql) => maintenance.getConnection().execute(sql), quoteColumn(String(database)));
  } finally {
    await maintenance.close(true);
  }
}
