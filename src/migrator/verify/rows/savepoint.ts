import type { Execute } from '../../run/execute.ts';

/** Runs `body` so that what fails leaves nothing. Gives the error, or undefined. */
export async function attempt(
  execute: Execute,
  name: string,
  body: () => Promise<unknown>,
): Promise<{ error: unknown } | undefined> {
  await execute(`savepoint ${name}`);
  try {
    await body();
    await execute(`release savepoint ${name}`);
    return undefined;
  } catch (error) {
    await execute(`rollback to savepoint ${name}`);
    await execute(`release savepoint ${name}`);
    return { error };
  }
}
