import { oneOf, variable } from './variable.ts';

/** What an operator sees of the process, and when it takes requests. */
export const operatingVariables = {
  /** The bearer token with which Prometheus asks /metrics. Without it /metrics is for this machine while nobody signs in, else for nobody. */
  METRICS_TOKEN: variable('at least 16 printable ASCII characters', (text) =>
    /^[\x21-\x7e]{16,}$/.test(text) ? text : undefined,
  ).optional(),
  /**
   * Whether the server is ready on a database that had migrations which this release does not know when it started.
   * For going back to an older release. What is migrated while it serves never stops it.
   */
  ALLOW_UNKNOWN_MIGRATIONS: oneOf('true', 'false').prefault('false'),
};
