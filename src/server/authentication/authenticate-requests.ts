import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { LOCAL_VIEWER, type Viewer } from '../../domain/viewer.ts';
import { refuse } from '../errors/answer-error.ts';
import type { Authenticator } from './authenticator.ts';
import { AuthenticationError } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until that is known, and where nobody has to say so. */
    viewer: Viewer | null;
  }
}

/**
 * A hook that finds out who sends a request before its body is read: a stranger costs no more than that. Requests that
 * get no data are let through.
 */
export function authenticateRequests(
  authenticator: Authenticator,
  isWithoutData: (request: FastifyRequest) => boolean,
): onRequestAsyncHookHandler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (authenticator.isSingleUser) {
      request.viewer = LOCAL_VIEWER;
      return;
    }
    if (isWithoutData(request)) {
      return;
    }
    try {
      request.viewer = await authenticator.authenticate(request.headers.authorization);
    } catch (error) {
      if (!(error instanceof AuthenticationError)) {
        throw error;
      }
      reply.headers(error.headers);
      return refuse(request, reply, error);
    }
  };
}

/** Who sends `request`, which has passed the hook. */
export function viewerOf({ viewer }: { viewer: Viewer | null }): Viewer {
  if (viewer === null) {
    throw new Error('A request that was not authenticated asks for data.');
  }
  return viewer;
}
