import type { AbstractSqlDriver } from '@mikro-orm/sql';

/** What SQLite's parser says; other complaints are about tables that an empty database has not. */
const SYNTAX = /syntax error|unrecognized token|incomplete input/;

/**
 * Lets SQLite prepare a statement without running it (manual, "EXPLAIN").
 *
 * @param driver An empty database.
 * @returns What its parser says against it.
 */
export async function findSqliteProblem(driver: AbstractSqlDriver, sql: string): Promise<string | undefined> {
  try {
    await driver.getConnection().execute(`explain ${sql}`);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const said = message.split('\n').find((line) => SYNTAX.test(line));
    return said === undefined ? undefined : said.replace(/^.* - (?=\S+.*(?:error|token|input))/, '');
  }
}
