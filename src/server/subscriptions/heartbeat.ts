import type { WebSocket } from 'ws';

/** Drops sockets whose other end is gone without a word: a cut cable closes nothing. */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  readonly #sockets: Iterable<WebSocket>;
  /** Those that gave a sign of life since they were last asked. */
  readonly #alive = new WeakSet<WebSocket>();

  constructor(sockets: Iterable<WebSocket>, intervalMs: number) {
    this.#sockets = sockets;
    this.#timer = setInterval(() => this.#beat(), intervalMs).unref();
  }

  watch(socket: WebSocket): void {
    this.#alive.add(socket);
    socket.on('pong', () => this.#alive.add(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const socket of this.#sockets) {
      if (this.#alive.delete(socket)) {
        socket.ping();
      } else {
        socket.terminate();
      }
    }
  }
}
