import { GraphQLError } from 'graphql';
import type { RequestScope } from './request-scope.ts';

/** What is said of what was not read to its end: in the log and the metrics, for there is nobody else to say it to. */
const CODE = 'CLIENT_GONE';

/**
 * Nobody waits any more for what is done for `scope`. What only reads is stopped, and its statement cancelled, so that
 * work does not pile up by asking and leaving. A mutation that has begun goes on, within its deadline: one that its client
 * has lost sight of is either done or, sent again with the same id, not done twice; half of it helps nobody.
 */
export function stopAbandoned({ operation, controller, codes }: RequestScope): void {
  if (controller === undefined || controller.signal.aborted || operation?.kind === 'mutation') {
    return;
  }
  if (operation?.kind !== 'subscription') {
    // To leave is how a subscription ends.
    codes.add(CODE);
  }
  controller.abort(new GraphQLError('The client hung up.', { extensions: { code: CODE } }));
}
