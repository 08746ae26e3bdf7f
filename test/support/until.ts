import { setTimeout as wait } from 'node:timers/promises';
import { PATIENCE_MS } from './patience.ts';

/**
 * Waits until `condition` holds: for what tells nobody when it happens.
 *
 * @throws Error with the condition in it, where it does not hold within two minutes.
 */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await repeat(async () => (await condition()) || undefined, condition);
}

/**
 * Asks again and again, and gives the first answer that is not `undefined`.
 *
 * @throws Error with the question in it, where there is none within two minutes.
 */
export function eventually<Answer>(
  ask: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer> {
  return repeat(ask, ask);
}

async function repeat<Answer>(
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  shown: () => unknown,
): Promise<Answer> {
  const end = performance.now() + PATIENCE_MS;
  do {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await wait(10);
  } while (performance.now() < end);
  throw new Error(`Waited ${PATIENCE_MS / 1000} s in vain for this: ${shown}`);
}
