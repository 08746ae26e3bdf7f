import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { closeInStages } from '../limits/closing.ts';
import { MASKED } from './format-error.ts';

/** The body of an answer that GraphQL did not make, in the form that GraphQL clients read. */
export function errorBody(message: string, code: string, requestId: string) {
  return { errors: [{ message, extensions: { code, requestId } }] };
}

/** Answers `request` with `code` instead of what it asks for, and counts it. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, message }: { status: number; code: string; message: string },
): FastifyReply {
  request.scope?.codes.add(code);
  return reply.code(status).send(errorBody(message, code, request.id));
}

/** What the caller did wrong, by the status of the answer; every other is a bad request. */
const CODE_BY_STATUS: Record<number, string> = {
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/**
 * What may be told of an error that stands for a status below 500: Fastify's own messages, and those of JSON's parser.
 * Any library may set a status on an error whose message is about something else.
 */
function publicMessage({ code, name, message }: FastifyError): string {
  const isForClients = code?.startsWith('FST_') || code === 'ERR_INVALID_URL' || name === 'SyntaxError';
  return isForClients ? message : 'The request cannot be read.';
}

/** Answers what failed before GraphQL saw it: a body that is no JSON, too large, or of another type. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The integration of Apollo parses the address together with the Host header, which may be anything.
  const status = error?.code === 'ERR_INVALID_URL' ? 400 : (error?.statusCode ?? 500);
  const isMistake = status >= 400 && status < 500;
  const code = isMistake
    ? (CODE_BY_STATUS[status] ?? ApolloServerErrorCode.BAD_REQUEST)
    : ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
  if (status === 413) {
    closeInStages(request.raw.socket);
  }
  if (isMistake) {
    return refuse(request, reply, { status, code, message: publicMessage(error) });
  }
  request.log.error({ err: error }, 'Unexpected error');
  return refuse(request, reply, { status: 500, code, message: MASKED });
}

/** Answers an address where nothing is. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0];
  const message = `Nothing is at ${request.method} ${path}. The API is at /graphql.`;
  return refuse(request, reply, { status: 404, code: 'NOT_FOUND', message });
}
