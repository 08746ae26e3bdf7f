import type Database from 'better-sqlite3';
import { FOLD_CASE, foldCase } from '../case-folding.ts';
import { HAS_WORD, hasWord } from '../search/words.ts';
import { IN_TIME } from './time-limit.ts';

/**
 * Gives a connection the SQL functions that the statements of the read path call.
 *
 * @param inTime Is called now and then by a statement that goes through many rows; what it throws ends the statement.
 */
export function addFunctions(database: Database, inTime: () => 1): void {
  database.function(FOLD_CASE, { deterministic: true }, (text) =>
    typeof text === 'string' ? foldCase(text) : text,
  );
  database.function(HAS_WORD, { deterministic: true }, (text, word) =>
    Number(typeof text === 'string' && typeof word === 'string' && hasWord(text, word)),
  );
  // One that said that it is deterministic would be asked once a statement.
  database.function(IN_TIME, { deterministic: false }, inTime);
}
