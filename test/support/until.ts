import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Asks again and again, until the answer is not `undefined`. So long that only what never comes fails. */
export async function until<Answer>(
  ask: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await wait(10);
  }
  throw new Error(`Nothing came of it: ${ask}`);
}
