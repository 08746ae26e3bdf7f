import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { RawRequest } from './raw.ts';
import type { Answer } from './send.ts';

/** How often an answer may be lost. */
const ATTEMPTS = 5;

/**
 * Sends the bytes until the server hangs up; gives what it said before. A status of 0 is silence. Who is still writing
 * when the server hangs up may lose what it said: then they are sent again.
 */
export async function sendRaw(address: string, request: RawRequest): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await sendOnce(address, request);
    if (answer.status !== 0 || attempt === ATTEMPTS) {
      return answer;
    }
  }
}

async function sendOnce(
  address: string,
  { head, piece = '', times = 0, everyMs = 0 }: RawRequest,
): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  let received = '';
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    const end = () => {
      isOver = true;
      resolve();
    };
    socket.on('data', (chunk) => {
      received += chunk.toString();
    });
    // A reset after the answer says no more than a close.
    socket.on('error', end).on('end', end).on('close', end);
  });
  socket.write(head, 'latin1');
  // A client that reads before it writes all: else a refusal is lost with the connection that is cut off.
  await Promise.race([over, wait(50)]);
  for (let n = 0; n < times && !isOver && received === ''; n++) {
    const isTaken = socket.write(piece);
    await (everyMs > 0 ? wait(everyMs) : isTaken ? wait(0) : Promise.race([over, wait(1)]));
  }
  await Promise.race([over, answered(() => received), wait(30_000, undefined, { ref: false })]);
  socket.destroy();
  const [first = '', ...rest] = received.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), body: rest.join('\r\n\r\n') };
}

/** Until there is a head and a body, or a head that says there is none. */
async function answered(received: () => string): Promise<void> {
  for (;;) {
    const [head, body] = received().split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head ?? '')?.[1] ?? Number.NaN);
    if (body !== undefined && Buffer.byteLength(body) >= length) {
      return;
    }
    await wait(5, undefined, { ref: false });
  }
}
