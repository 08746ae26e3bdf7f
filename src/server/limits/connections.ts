import type { Server } from 'node:http';
import type { Config } from '../../config.ts';
import type { ServerMetrics } from '../metrics/server-metrics.ts';
import { countedAddress, plainAddress } from './client-address.ts';
import { Tally } from './tally.ts';

/**
 * Bounds how many connections `server` has, WebSockets among them, and how many one address has: each costs memory and a
 * file handle before it says a word. One that is over is closed without one; the system would make others wait. Those of
 * the proxies that `TRUST_PROXY` trusts are many clients' and count for no address, and so does one's own machine.
 */
export function limitConnections(
  server: Server,
  config: Config,
  metrics: ServerMetrics,
  isSingleUser: boolean,
): void {
  const { CONNECTIONS_MAX, CONNECTIONS_MAX_PER_ADDRESS, TRUST_PROXY } = config;
  server.maxConnections = CONNECTIONS_MAX;
  server.on('drop', () => metrics.connectionRefused());
  if (isSingleUser) {
    return;
  }
  const addresses = new Tally();
  server.on('connection', (socket) => {
    const address = countedAddress(socket.remoteAddress ?? '');
    if (TRUST_PROXY?.(plainAddress(socket.remoteAddress ?? ''), 0)) {
      return;
    }
    if (addresses.take(address, CONNECTIONS_MAX_PER_ADDRESS)) {
      socket.once('close', () => addresses.giveBack(address));
    } else {
      metrics.connectionRefused();
      socket.destroy();
    }
  });
}
