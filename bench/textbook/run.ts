/**
 * `npm run bench`: this API beside the arrangement that textbooks have, and beside an insert written by hand; how many
 * requests each answers in a second of processor time of its server process, on both databases. Ratios count, not how fast the machine is.
 *
 *     npm run bench -- [--only sqlite|postgresql] [--contest page] [--rounds 9]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatabaseLocation } from '../../src/config.ts';
import { startPostgres } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import { contestsOver } from './contests.ts';
import { fill } from './fill.ts';
import { measure } from './measure.ts';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    contest: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
  },
});
const effort = { warmUp: 5, rounds: Number(flags.rounds), round: 0.7 };

const folder = mkdtempSync(join(tmpdir(), 'todo-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(130));
}

const table: Record<string, string | number>[] = [];
if (flags.only !== 'postgresql') {
  await compare('SQLite', { dialect: 'sqlite', path: join(folder, 'todo.db') });
}
if (flags.only !== 'sqlite') {
  const server = await startPostgres(['shared_buffers=256MB']);
  try {
    await compare('PostgreSQL', { dialect: 'postgresql', url: server.url });
  } finally {
    await server.stop();
  }
}
console.log('Requests in a second of processor time of the server');
console.table(table);

async function compare(database: string, location: DatabaseLocation): Promise<void> {
  const contests = contestsOver(await fill(location));
  for (const contest of contests.filter(({ name }) => name.includes(flags.contest))) {
    console.error(`${database}: ${contest.name}`);
    const { ours, other, ratio } = await measure(contest, location, effort);
    table.push({
      database,
      'what is asked': contest.name,
      'this API': Math.round(ours),
      'compared with': contest.other === 'server-textbook' ? 'textbook' : 'insert by hand',
      'its requests': Math.round(other),
      ratio: Number(ratio.toFixed(2)),
      'at least': Number(contest.target.toFixed(2)),
      met: ratio >= contest.target ? 'yes' : 'NO',
    });
  }
}
