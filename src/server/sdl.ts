import type { FastifyInstance } from 'fastify';
import { typeDefs } from '../resolvers/index.ts';

/** Where the SDL is: for code generators, editors and the Relay compiler. */
export const SDL_PATH = '/schema.graphql';

/** Publishes the SDL, with its descriptions and directives. Text, so that a browser shows it. */
export function serveSdl(server: FastifyInstance): void {
  server.get(SDL_PATH, (_request, reply) => reply.type('text/plain; charset=utf-8').send(typeDefs));
}
