import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { quoteColumn } from '../../model/quote.ts';
import { inPassing } from '../../rehearse/scratch/read-schema.ts';
import type { Action } from '../actions/action.ts';

/** What SQLite's parser says; other complaints are about tables that an empty database has not. */
const SYNTAX = /syntax error|unrecognized token|incomplete input/;

/**
 * Lets SQLite prepare a statement without running it (manual, "EXPLAIN").
 *
 * @param driver An empty database.
 * @param actions What the statement does.
 * @returns What its parser says against it.
 */
export async function findSqliteProblem(
  driver: AbstractSqlDriver,
  sql: string,
  actions: readonly Action[],
): Promise<string | undefined> {
  return inPassing(driver, async (execute) => {
    try {
      for (const action of actions) {
        // Where the table is missing, the parser stops before it has read the column.
        if (action.kind === 'add column') {
          await execute(`create table ${quoteColumn(action.table)} ("id")`);
        }
      }
      await execute(`explain ${sql}`);
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const said = message.split('\n').find((line) => SYNTAX.test(line));
      return said?.replace(/^.* - (?=\S+.*(?:error|token|input))/, '');
    }
  });
}
