import type { Socket } from 'node:net';

/** How long a client may go on sending what nobody wants any more. */
const LONGEST_MS = 5_000;
/** How many bytes of it are taken: far more than a body may have by default. */
const MOST_BYTES = 16 * 1024 * 1024;
const CHECKING_INTERVAL_MS = 50;

/**
 * Lets `socket` be closed in stages when its request has been refused before it had arrived (RFC 9112, 9.6): the server
 * sends no more, but goes on to read, and drops what comes. Were it closed with bytes unread, the system would reset the
 * connection, and a client that is still writing would never read the answer.
 */
export function closeInStages(socket: Socket): void {
  // What Node calls once the last answer has been written.
  socket.destroySoon = () => {
    socket.end();
    const end = performance.now() + LONGEST_MS;
    const enough = socket.bytesRead + MOST_BYTES;
    const timer = setInterval(() => {
      if (performance.now() > end || socket.bytesRead > enough) {
        socket.destroy();
      }
    }, CHECKING_INTERVAL_MS).unref();
    socket.once('close', () => clearInterval(timer));
  };
}
