import { isIP } from 'node:net';
import { oneOf, variable, wholeNumber } from './variable.ts';

function parseHost(text: string): string | undefined {
  return isIP(text) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text) ? text : undefined;
}

/** Where the process listens, what it tells, and how it stops. */
export const servingVariables = {
  /** The address to listen on. 0.0.0.0 is every IPv4 address of the machine. */
  HOST: variable('an IP address or a host name', parseHost).prefault('127.0.0.1'),
  /** The port to listen on. 0 lets the system pick one. */
  PORT: wholeNumber(0, 65535).prefault('4000'),
  /** `production` turns the explorer off and logs every request. */
  NODE_ENV: oneOf('development', 'production', 'test').prefault('development'),
  /** The least severe log lines to write. Default: `info` in production, else `warn`. */
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').optional(),
  /** Whether a browser that opens /graphql gets GraphiQL, and introspection is answered. Default: not in production. */
  EXPLORER: oneOf('true', 'false').optional(),
  /** How long the server goes on serving after SIGTERM, not ready, so that a load balancer looks elsewhere. */
  SHUTDOWN_DELAY_MS: wholeNumber(0, 600_000).prefault('0'),
  /** How long requests in flight may then take to finish. */
  SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 600_000).prefault('10000'),
};
