import type { WebSocket } from 'ws';

/** So often a socket is asked in vain before it is dropped: once may be a machine that was busy, at either end. */
const ASKED_IN_VAIN = 2;

/** Drops sockets whose other end is gone without a word: a cut cable closes nothing. */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  readonly #sockets: Iterable<WebSocket>;
  /** How often each was asked since it last gave a sign of life. */
  readonly #asked = new WeakMap<WebSocket, number>();

  constructor(sockets: Iterable<WebSocket>, intervalMs: number) {
    this.#sockets = sockets;
    // Timers run before sockets are read: what came while the process was busy is to be heard first.
    this.#timer = setInterval(() => setImmediate(() => this.#beat()), intervalMs).unref();
  }

  watch(socket: WebSocket): void {
    const hear = () => this.#asked.set(socket, 0);
    hear();
    socket.on('pong', hear).on('message', hear);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const socket of this.#sockets) {
      const asked = this.#asked.get(socket) ?? 0;
      if (asked === ASKED_IN_VAIN) {
        socket.terminate();
      } else {
        this.#asked.set(socket, asked + 1);
        socket.ping();
      }
    }
  }
}
