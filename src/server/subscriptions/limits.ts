/** Bounds on what clients may take through sockets. */
export interface SocketLimits {
  /** Sockets of this process. */
  connections: number;
  /** Operations at a time on one socket, subscriptions and others. */
  operations: number;
  /** Longest message from a client, in bytes. */
  messageBytes: number;
  /** What may wait to be sent on one socket, in bytes, before something more is sent. */
  bufferedBytes: number;
  /** How long a client may take to send `connection_init`. */
  initTimeoutMs: number;
  /** How often a socket is asked for a sign of life; without one by the next time, it is dropped. */
  pingMs: number;
  /** How long a client may take to answer that the socket is closed. */
  closeTimeoutMs: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  connections: 10_000,
  operations: 100,
  messageBytes: 100 * 1024,
  bufferedBytes: 4 * 1024 * 1024,
  initTimeoutMs: 5_000,
  pingMs: 15_000,
  closeTimeoutMs: 5_000,
};
