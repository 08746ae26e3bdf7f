import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Characters that are safe in a log line and in a header; anything else is not an id but an attempt. */
const SANE = /^[\w.:=+/-]{1,128}$/;

/** The caller's `x-request-id` where it is one, so that a request can be followed across services, else a new one. */
export function chooseRequestId({ headers }: { headers: IncomingHttpHeaders }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
