import { isLostConnection } from './failure.ts';

/**
 * Does `work`, and once more where its connection was lost meanwhile: one that lay idle in the pool may lead to a server
 * that is gone, which shows when it is used. The pool lends none again that is as old, so the second time it is a new one.
 * Only for what writes nothing, for nobody knows whether it was carried out.
 */
export async function onAnotherConnection<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isLostConnection(error)) {
      throw error;
    }
    return work();
  }
}
