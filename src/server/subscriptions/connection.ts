import type { FastifyBaseLogger } from 'fastify';
import type { WebSocket } from 'ws';
import type { Viewer } from '../../domain/viewer.ts';
import { BUFFER_FULL, type Closing } from './close-codes.ts';
import { newOperationScope, type OperationScope } from './operation-scope.ts';

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
  readonly #unanswered = new Set<string>();
  readonly #scopes = new Map<string, OperationScope>();
  #operations = 0;
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

  /** An operation begins, whatever it is: with a request id and a log of its own. */
  begin(operation: string): OperationScope {
    this.#operations++;
    const requestId = `${this.id}.${this.#operations}`;
    const scope = newOperationScope(requestId, this.#serverLog.child({ requestId }));
    this.#scopes.set(operation, scope);
    return scope;
  }

  /** The scope of an operation that has begun and not ended. */
  scopeOf(operation: string): OperationScope {
    return this.#scopes.get(operation) ?? this.begin(operation);
  }

  /** @returns The scope of the operation, if it had not ended before. */
  end(operation: string): OperationScope | undefined {
    const scope = this.#scopes.get(operation);
    this.#scopes.delete(operation);
    return scope;
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
  began(operation: string): void {
    this.#unanswered.add(operation);
  }

  /** Its answer was sent, all but the message that says so. */
  answered(operation: string): void {
    this.#unanswered.delete(operation);
    setImmediate(() => this.#closeIfIdle());
  }

  #closeIfIdle(): void {
    if (this.#closing !== undefined && this.#unanswered.size === 0) {
      this.close(this.#closing);
    }
  }
}
