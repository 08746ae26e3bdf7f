import pino, { type DestinationStream } from 'pino';

/** How much of the log is kept while it cannot be written, in characters; what comes then is lost. */
const KEPT = 2 ** 20;

/**
 * Standard output as the destination of a log. Where it cannot be written (a file on a full disk), the server goes on,
 * and so does the log as soon as it can: pino's own destination would end the process, and never be done with it, as it
 * tries to write the rest for ever.
 */
export function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: KEPT });
  output.on('error', () => {});
  return output;
}
