import type { Execute } from '../../../run/execute.ts';

const NAME = '"rebuild of a table"';

/** Runs `body`, and undoes all that it did to the database when it throws. */
export async function withSavepoint<Result>(execute: Execute, body: () => Promise<Result>): Promise<Result> {
  await execute(`savepoint ${NAME}`);
  try {
    const result = await body();
    await execute(`release ${NAME}`);
    return result;
  } catch (error) {
    await undo(execute);
    throw error;
  }
}

/** Runs `body` and undoes all that it did to the database, whatever comes of it. */
export async function tryOut<Result>(execute: Execute, body: () => Promise<Result>): Promise<Result> {
  await execute(`savepoint ${NAME}`);
  try {
    return await body();
  } finally {
    await undo(execute);
  }
}

/** An error such as a full disk ends the whole transaction, and the savepoint with it: the first error matters. */
async function undo(execute: Execute): Promise<void> {
  try {
    await execute(`rollback to ${NAME}`);
    await execute(`release ${NAME}`);
  } catch {}
}
