import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What GraphQL clients send besides what every page may: the token, and Apollo's sign that it is no form (CSRF). */
const ALLOWED = [
  'authorization',
  'content-type',
  'x-request-id',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'apollographql-client-name',
  'apollographql-client-version',
  'x-todo-read-after',
];
const EXPOSED = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-todo-read-after'];

/** How long a browser may remember what it was told, in seconds: Firefox takes no more. */
const MAX_AGE = 86_400;

/**
 * Lets pages of `origins` read answers; without any, browsers let no page of another site. No cookies: whoever asks says
 * so with a token.
 */
export async function allowOrigins(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length > 0) {
    await server.register(cors, {
      origin: [...origins],
      methods: ['GET', 'POST'],
      allowedHeaders: ALLOWED,
      exposedHeaders: EXPOSED,
      maxAge: MAX_AGE,
      strictPreflight: false,
    });
  }
}
