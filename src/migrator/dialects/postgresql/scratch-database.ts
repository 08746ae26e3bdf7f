import { randomBytes } from 'node:crypto';
import type { Dictionary } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { quoteColumn, quoteString } from '../../model/quote.ts';
import { openOwnDriver } from '../../run/own-driver.ts';
import { addressOf, addressOptions } from './address.ts';

const PREFIX = 'migrator_scratch_';
/** One that a killed process left behind is dropped after this. */
const LIFETIME_SECONDS = 3600;

/**
 * Runs `body` on an empty database beside the one of `driver`, and drops it afterwards. It has the extensions of that
 * database, as far as the role may create them.
 *
 * @throws The server's error, where the role may not create a database (SQLSTATE 42501).
 */
export async function withScratchDatabase<T>(
  driver: AbstractSqlDriver,
  body: (scratch: AbstractSqlDriver) => Promise<T>,
): Promise<T> {
  const connection = driver.getConnection();
  const execute = (sql: string): Promise<Dictionary[]> => connection.execute(sql);
  const now = Math.floor(Date.now() / 1000);
  const name = `${PREFIX}${now}_${randomBytes(4).toString('hex')}`;
  await dropAbandoned(execute, now);
  // Where the role's search path leads, in the scratch database too.
  const [current] = await execute('select current_schema() as "name"');
  const extensions = await execute(`select extname from pg_extension where extname <> 'plpgsql'`);
  // template1 may hold anything; template0 never does.
  await execute(`create database ${quoteColumn(name)} template template0`);
  try {
    const scratch = openOwnDriver(driver, addressOptions(driver, addressOf(driver, name)));
    try {
      if (current?.name) {
        await scratch
          .getConnection()
          .execute(`create schema if not exists ${quoteColumn(String(current.name))}`);
      }
      for (const { extname } of extensions) {
        // Where it may not be created, the migrations do not need it, or say so themselves.
        await scratch
          .getConnection()
          .execute(`create extension if not exists ${quoteColumn(String(extname))} cascade`)
          .catch(() => {});
      }
      return await body(scratch);
    } finally {
      await scratch.close(true);
    }
  } finally {
    await execute(`drop database if exists ${quoteColumn(name)} with (force)`);
  }
}

async function dropAbandoned(execute: (sql: string) => Promise<Dictionary[]>, now: number): Promise<void> {
  const rows = await execute(
    `select datname from pg_database where starts_with(datname, ${quoteString(PREFIX)})`,
  );
  for (const { datname } of rows) {
    const made = Number(String(datname).slice(PREFIX.length).split('_')[0]);
    if (now - made > LIFETIME_SECONDS) {
      await execute(`drop database if exists ${quoteColumn(String(datname))} with (force)`).catch(() => {});
    }
  }
}
