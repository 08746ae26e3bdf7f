// Outlives the process that started a scratch server, by a moment: when its standard input ends, whatever ended its
// owner (`kill -9` too), it ends the server and deletes the server's folder. Plain JavaScript, for any Node.
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [folder = ''] = process.argv.slice(2);
let orders = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  orders += text;
});
process.stdin.on('end', async () => {
  if (orders.includes('done')) {
    return;
  }
  const server = Number(/pid (\d+)/.exec(orders)?.[1]);
  if (server > 0) {
    await end(server);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** @param {number} server Process id of the postmaster. */
async function end(server) {
  try {
    // PostgreSQL's immediate shutdown; then wait until the process is gone, and its files can be deleted.
    process.kill(server, 'SIGQUIT');
    for (let attempt = 0; attempt < 100; attempt++) {
      await sleep(50);
      process.kill(server, 0);
    }
  } catch {
    // It is gone.
  }
}
