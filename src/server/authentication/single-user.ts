import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import { refuse } from '../errors/answer-error.ts';
import { StartupError } from '../startup-error.ts';
import { isLoopback, namesLoopback } from './loopback.ts';

/** Whether nobody has to say who they are. */
export function isSingleUser({ AUTH_JWKS_URL, AUTH_SECRET }: Config): boolean {
  return AUTH_JWKS_URL === undefined && AUTH_SECRET === undefined;
}

/**
 * Makes sure that a product which asks nobody who they are is for one person on their own machine.
 *
 * @throws StartupError where others could reach it.
 */
export function requireOwnMachine(config: Config): void {
  const { HOST, NODE_ENV } = config;
  if (!isSingleUser(config)) {
    return;
  }
  const remedy = 'set AUTH_JWKS_URL or AUTH_SECRET';
  if (NODE_ENV === 'production') {
    throw new StartupError(
      `With NODE_ENV=production everybody has to say who they are: ${remedy}, or leave NODE_ENV out on your own machine.`,
    );
  }
  if (!isLoopback(HOST)) {
    throw new StartupError(
      `HOST is ${HOST}, where others may reach the API, and nobody has to say who they are: ${remedy}, or HOST=127.0.0.1.`,
    );
  }
}

/** What is said to pages that reach this machine by a name of their own. */
export const FORBIDDEN_HOST = {
  status: 403,
  code: 'FORBIDDEN_HOST',
  message:
    'Without authentication the API is for this machine only: ask for it as localhost or 127.0.0.1, or set AUTH_SECRET.',
} as const;

/**
 * Whether a page of another site may be behind a request: by a name that leads to this machine (DNS rebinding) it is of
 * the same origin to a browser. Programs may leave `Host` out.
 */
export function isRebound(host: string | undefined): boolean {
  return host !== undefined && !namesLoopback(host);
}

/** Refuses requests that were sent to another name than one of this machine's own. */
export function serveOwnMachineOnly(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (isRebound(request.headers.host)) {
      return refuse(request, reply, FORBIDDEN_HOST);
    }
  });
}
