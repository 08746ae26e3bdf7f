import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../../config.ts';
import { refuse } from '../errors/answer-error.ts';
import { clientAddress } from './client-address.ts';

/** What a quota is for, in seconds. */
const WINDOW = 60;
/** What a token that is refused costs whoever sends it, in requests: guessing is not for free. */
const FAILED_AUTHENTICATION = 10;

/** What load balancers and Prometheus ask, every few seconds. */
const PROBES = new Set(['/livez', '/readyz', '/metrics']);
/** A client says when it gives an operation up, and that it is there. */
const MESSAGES_PER_OPERATION = 3;

/** Whether a request is within its quota, and what its answer says of that. */
export interface Verdict {
  isAllowed: boolean;
  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10), and `Retry-After` of a refusal. */
  headers: Record<string, string>;
  message: string;
}

/** How many requests of one kind each client may send in a minute. */
class Quota {
  readonly #name: string;
  readonly #points: number;
  readonly #limiter: RateLimiterMemory;

  constructor(name: string, points: number) {
    this.#name = name;
    this.#points = points;
    this.#limiter = new RateLimiterMemory({ points, duration: WINDOW });
  }

  async take(client: string): Promise<Verdict> {
    try {
      return this.#verdict(true, await this.#limiter.consume(client));
    } catch (refused) {
      return this.#verdict(false, refused as RateLimiterRes);
    }
  }

  penalize(client: string, points: number): void {
    void this.#limiter.penalty(client, points);
  }

  #verdict(isAllowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Verdict {
    const seconds = Math.ceil(msBeforeNext / 1_000);
    const headers: Record<string, string> = {
      'ratelimit-policy': `"${this.#name}";q=${this.#points};w=${WINDOW}`,
      ratelimit: `"${this.#name}";r=${remainingPoints};t=${seconds}`,
    };
    if (!isAllowed) {
      headers['retry-after'] = `${seconds}`;
    }
    const message = `More than ${this.#points} requests came from this ${this.#name} within ${WINDOW} seconds. Try again in ${seconds}.`;
    return { isAllowed, headers, message };
  }
}

/**
 * How many requests, operations through sockets and new sockets each address and each user may send.
 *
 * Counted by each process for itself: a statement a request would cost more than most requests do. Where a load balancer
 * spreads clients evenly over n processes, each gets n times as much. Without authentication nobody is limited: it is
 * one person on their own machine.
 */
export class RateLimits {
  readonly #config: Config;
  readonly #addresses: Quota;
  readonly #users: Quota;
  readonly #messages: Quota;
  readonly isOn: boolean;

  constructor(config: Config, isSingleUser: boolean) {
    this.#config = config;
    this.isOn = !isSingleUser;
    this.#addresses = new Quota('address', config.RATE_LIMIT_PER_ADDRESS);
    this.#messages = new Quota('address', config.RATE_LIMIT_PER_ADDRESS * MESSAGES_PER_OPERATION);
    this.#users = new Quota('user', config.RATE_LIMIT_PER_USER);
  }

  /** The address of `request`, in the form that limits count by. */
  addressOf(request: FastifyRequest['raw']): string {
    return clientAddress(request, this.#config.TRUST_PROXY);
  }

  takeOfAddress(address: string): Promise<Verdict> {
    return this.#addresses.take(address);
  }

  /** An operation through a socket. */
  async takeOperation(user: string, address: string): Promise<Verdict> {
    const ofAddress = await this.#addresses.take(address);
    return ofAddress.isAllowed ? this.#users.take(user) : ofAddress;
  }

  /** @returns Whether `address` may send one more message through its sockets, whatever it says. */
  async takeMessage(address: string): Promise<boolean> {
    return !this.isOn || (await this.#messages.take(address)).isAllowed;
  }

  authenticationFailed(address: string): void {
    this.#addresses.penalize(address, FAILED_AUTHENTICATION - 1);
  }

  /** Before anything of the request is looked at; what asks whether the process lives is always told. */
  readonly limitAddress = async (request: FastifyRequest, reply: FastifyReply) =>
    this.isOn && !PROBES.has(request.url)
      ? answer(request, reply, await this.takeOfAddress(this.addressOf(request.raw)))
      : undefined;

  /** Before the body is read, once it is known whose it is. */
  readonly limitUser = async (request: FastifyRequest, reply: FastifyReply) =>
    this.isOn && request.viewer !== null
      ? answer(request, reply, await this.#users.take(request.viewer.id))
      : undefined;

  /** After the answer. */
  readonly countFailures = async (request: FastifyRequest, reply: FastifyReply) => {
    if (this.isOn && reply.statusCode === 401) {
      this.authenticationFailed(this.addressOf(request.raw));
    }
  };
}

/** Writes what is left of the quota; where nothing is, answers. */
function answer(request: FastifyRequest, reply: FastifyReply, { isAllowed, headers, message }: Verdict) {
  for (const [name, value] of Object.entries(headers)) {
    const other = reply.getHeader(name);
    reply.header(name, other === undefined ? value : `${other}, ${value}`);
  }
  return isAllowed ? undefined : refuse(request, reply, { status: 429, code: 'RATE_LIMITED', message });
}
