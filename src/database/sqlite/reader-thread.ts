/** The thread of `ReadsBeside`: opens the database for reading only, and answers one query after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { errorCode } from '../connection-failure.ts';
import { addFunctions } from './functions.ts';
import type { Answer, Question, ReaderData } from './reads-beside.ts';
import { cachedPrepare } from './statement-cache.ts';

const { file, stop } = workerData as ReaderData;
const database = new Database(file, { readonly: true });
// As for the connection of the service: there may be no folder for temporary files.
database.pragma('temp_store = memory');
addFunctions(database, () => {
  if (Atomics.load(stop, 0) === 1) {
    throw new Error('The query was given up.');
  }
  return 1;
});
const prepare = cachedPrepare((sql) => database.prepare(sql));

function answer({ sql, values }: Question): Answer {
  try {
    return { rows: prepare(sql).all(...values) };
  } catch (error) {
    return { failure: { message: String(error), code: errorCode(error) } };
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
