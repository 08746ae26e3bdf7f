/** The process of the subscribers, so that their memory is not the server's: `process.ts <address> <list> <readers>`. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Command, Report } from './messages.ts';

const [address = '', listId = '', readers = '0'] = process.argv.slice(2);

/** Of one list, as a frontend asks. */
const READERS_ASK = 'subscription ($list: ID!) { todoChanged(listId: $list) { todo { title } } }';
/** Of everything, and much of it, so that the buffers of the system are soon full. */
const SILENT_ASK = `subscription { todoChanged { todo {
  title ${Array.from({ length: 20 }, (_, n) => `d${n}: description`).join(' ')}
} } }`;

const report: Report = { codes: {}, lowest: 0, highest: 0, disordered: 0, lost: 0 };
const last = new Map<WebSocket, number>();
const silent = new Set<WebSocket>();

/** A socket whose subscription has given its first event. */
async function subscribe(
  query: string,
  onTitle: (socket: WebSocket, title: string) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(address.replace(/^http/, 'ws'), 'graphql-transport-ws');
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  const payload = { query, variables: { list: listId } };
  const first = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'connection_ack') {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    } else if (message.type === 'next') {
      first.resolve();
      onTitle(socket, message.payload.data.todoChanged.todo?.title ?? '');
    } else if (message.type === 'error') {
      first.reject(new Error(JSON.stringify(message.payload)));
    }
  });
  socket.once('close', (code) => first.reject(new Error(`Closed with ${code} before the first event.`)));
  await first.promise;
  return socket;
}

async function open(count: number, subscribeOne: () => Promise<void>): Promise<void> {
  // Not all at once: the backlog of a listening socket is finite.
  for (let opened = 0; opened < count; opened += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - opened) }, subscribeOne));
  }
}

async function read(): Promise<void> {
  const socket = await subscribe(READERS_ASK, (from, title) => {
    const event = Number(/^Event (\d+)$/.exec(title)?.[1] ?? 0);
    if (event > 0) {
      const before = last.get(from) ?? 0;
      report.disordered += event === before + 1 ? 0 : 1;
      last.set(from, event);
    }
  });
  last.set(socket, last.get(socket) ?? 0);
  socket.once('close', () => report.lost++);
}

async function fallSilent(): Promise<void> {
  const socket = await subscribe(SILENT_ASK, () => {});
  socket.pause();
  silent.add(socket);
}

async function lookUp(): Promise<void> {
  await Promise.all(
    [...silent].map(async (socket) => {
      const closed = once(socket, 'close');
      socket.resume();
      const [code] = socket.readyState === WebSocket.CLOSED ? ['gone'] : await closed;
      report.codes[code] = (report.codes[code] ?? 0) + 1;
    }),
  );
  silent.clear();
}

function answer(): void {
  const numbers = [...last.values()];
  process.send?.({ ...report, lowest: Math.min(...numbers), highest: Math.max(...numbers) } satisfies Report);
}

process.on('message', async (command: Command) => {
  switch (command.do) {
    case 'fall silent':
      await open(command.count, fallSilent);
      break;
    case 'look up':
      await lookUp();
      break;
    case 'report':
  }
  answer();
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());

await open(Number(readers), read);
answer();
