import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Known } from './known.ts';
import { type GeneratedRequest, randomRequest } from './operation.ts';
import { randomFrom } from './random.ts';

/** What is asked, and for how long: whichever end comes first. */
export interface FuzzOptions {
  server: FastifyInstance;
  schema: GraphQLSchema;
  /** The same seed asks the same. */
  seed: number;
  ms?: number;
  requests?: number;
}

/** How many requests got which answer: data, or the code of each error. */
export type Tally = Record<string, number>;

/** Codes of mistakes that the server makes, whatever it was asked. */
const FAULTS = new Set(['INTERNAL_SERVER_ERROR', 'DATABASE_UNAVAILABLE', 'DEADLINE_EXCEEDED', 'undefined']);

/**
 * Asks `server` for whatever `schema` has, with arguments that are mostly right, until an end is reached.
 *
 * @throws Error with the request, where an answer is a fault of the server or a rejection was not handled.
 */
export async function fuzz(options: FuzzOptions): Promise<Tally> {
  const { server, schema, ms = Number.POSITIVE_INFINITY, requests = Number.POSITIVE_INFINITY } = options;
  const random = randomFrom(options.seed);
  const known = new Known();
  const tally: Tally = {};
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  try {
    const end = performance.now() + ms;
    for (let request = 0; request < requests && performance.now() < end; request++) {
      const payload = randomRequest(schema, random, known);
      const answer = await send(server, payload);
      known.learn(answer.data);
      const outcomes = answer.errors?.map(({ extensions }) => `${extensions?.code}`) ?? ['data'];
      for (const outcome of new Set(outcomes)) {
        tally[outcome] = (tally[outcome] ?? 0) + 1;
      }
      if (unhandled.length > 0 || outcomes.some((outcome) => FAULTS.has(outcome))) {
        throw new Error(`${JSON.stringify(answer.errors)} ${unhandled} for ${JSON.stringify(payload)}`);
      }
    }
  } finally {
    process.off('unhandledRejection', onUnhandled);
  }
  return tally;
}

interface Answer {
  data?: unknown;
  errors?: { extensions?: { code?: string } }[];
}

async function send(server: FastifyInstance, payload: GeneratedRequest): Promise<Answer> {
  const { body } = await server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  });
  return JSON.parse(body);
}
