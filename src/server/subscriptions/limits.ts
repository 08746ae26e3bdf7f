import type { Config } from '../../config.ts';

/** Bounds on what clients may take through sockets. */
export interface SocketLimits {
  /** Sockets of this process. */
  connections: number;
  /** Sockets of one user. */
  perUser: number;
  /** Sockets of one address. */
  perAddress: number;
  /** Operations at a time on one socket, subscriptions and others. */
  operations: number;
  /** Longest message from a client, in bytes. */
  messageBytes: number;
  /** What may wait to be sent on one socket, in bytes, before something more is sent. */
  bufferedBytes: number;
  /** How long a client may take to send `connection_init`. */
  initTimeoutMs: number;
  /** How often a socket is asked for a sign of life; twice in vain, and it is dropped. */
  pingMs: number;
  /** How long a client may take to answer that the socket is closed. */
  closeTimeoutMs: number;
}

/** The bounds that `config` sets, and those that no operator has a reason to set. */
export function socketLimitsOf(config: Config): SocketLimits {
  return {
    connections: config.SOCKETS_MAX,
    perUser: config.SOCKETS_MAX_PER_USER,
    perAddress: config.SOCKETS_MAX_PER_ADDRESS,
    operations: config.SOCKET_MAX_OPERATIONS,
    messageBytes: config.SOCKET_MAX_MESSAGE_BYTES,
    bufferedBytes: 4 * 1024 * 1024,
    initTimeoutMs: 5_000,
    pingMs: 15_000,
    closeTimeoutMs: 5_000,
  };
}
