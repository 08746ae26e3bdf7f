import type { FastifyBaseLogger } from 'fastify';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Viewer } from '../../domain/viewer.ts';
import { stopAbandoned } from '../hang-up.ts';
import { BUFFER_FULL, type Closing } from './close-codes.ts';
import { newOperationScope, type OperationScope } from './operation-scope.ts';

/** An operation that has begun and not ended. */
interface Running {
  id: string;
  scope: OperationScope;
}

/** One client's socket. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #bufferedBytes: number;
  /** Begins the request id of each operation on it. */
  readonly id: string;
  readonly log: FastifyBaseLogger;
  /** Where it comes from, in the form that limits count by. */
  address = '';
  /** Whose it is, once that is known. */
  viewer: Viewer | null = null;
  readonly #serverLog: FastifyBaseLogger;
  /** Queries and mutations that are not answered yet. */
  readonly #unanswered = new Set<SubscribePayload>();
  /** By what a client sent, as it may use an id again while what it gave up is still being stopped. */
  readonly #running = new Map<SubscribePayload, Running>();
  /** Whether the client still waits for the operation of this id. */
  isAwaited: (id: string) => boolean = () => false;
  #begun = 0;
  #closing: Closing | undefined;

  /** @param bufferedBytes What may wait to be sent before something more is. */
  constructor(socket: WebSocket, id: string, log: FastifyBaseLogger, bufferedBytes: number) {
    this.#socket = socket;
    this.id = id;
    this.#serverLog = log;
    this.log = log.child({ requestId: id });
    this.#bufferedBytes = bufferedBytes;
  }

  /** Whether something can still be sent. */
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Whether it is about to be closed: nothing new begins. */
  get isClosing(): boolean {
    return this.#closing !== undefined || !this.isOpen;
  }

  /** Why, where that has been decided. */
  get closing(): Closing | undefined {
    return this.#closing;
  }

  /** How many operations have begun and not ended, those too that the client gave up. */
  get operations(): number {
    return this.#running.size;
  }

  /** An operation begins, whatever it is: with a request id and a log of its own. */
  begin(id: string, payload: SubscribePayload): OperationScope {
    this.#begun++;
    const requestId = `${this.id}.${this.#begun}`;
    const scope = newOperationScope(requestId, this.#serverLog.child({ requestId }));
    this.#running.set(payload, { id, scope });
    return scope;
  }

  /** The scope of an operation that has begun and not ended. */
  scopeOf(id: string, payload: SubscribePayload): OperationScope {
    return this.#running.get(payload)?.scope ?? this.begin(id, payload);
  }

  /** @returns The scope of the operation, if it had not ended before. */
  end(payload: SubscribePayload): OperationScope | undefined {
    const running = this.#running.get(payload);
    this.#running.delete(payload);
    return running?.scope;
  }

  /** Stops what the client does not wait for any more: it said so, or is gone. */
  stopAbandoned(): void {
    for (const { id, scope } of this.#running.values()) {
      if (!this.isAwaited(id)) {
        stopAbandoned(scope);
      }
    }
  }

  /** Resolves once the system has taken over `data`: whoever waits for that waits for a slow client. */
  send(data: string): Promise<void> {
    if (this.#socket.bufferedAmount > this.#bufferedBytes) {
      this.close(BUFFER_FULL);
    }
    if (!this.isOpen) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      // An error after the socket was closed says no more than that.
      this.#socket.send(data, (error) => (error && this.isOpen ? reject(error) : resolve()));
    });
  }

  /** Calls `listener` once it is closed. */
  onClosed(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  close({ code, reason }: Closing): void {
    this.#socket.close(code, reason);
  }

  /** Closes once every query and mutation has been answered. */
  closeWhenIdle(closing: Closing): void {
    this.#closing = closing;
    this.#closeIfIdle();
  }

  /** A query or mutation begins. */
  began(payload: SubscribePayload): void {
    this.#unanswered.add(payload);
  }

  /** Its answer was sent, all but the message that says so. */
  answered(payload: SubscribePayload): void {
    this.#unanswered.delete(payload);
    setImmediate(() => this.#closeIfIdle());
  }

  #closeIfIdle(): void {
    if (this.#closing !== undefined && this.#unanswered.size === 0) {
      this.close(this.#closing);
    }
  }
}
