/**
 * `npm run demo:online`: the API serves a steady stream of requests from PostgreSQL while migrations change the table
 * under it; first with this product's migrator, then with stock MikroORM's.
 *
 *     npm run demo:online -- [--rows 2000000] [--only ours|stock] [--rate 80]
 *
 * Exit code 1 where ours fails a request, or one takes a second.
 */
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startApi } from '../../processes/api-process.ts';
import type { PostgresServer } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import { type Arrangement, type Workplace, withOrm } from './arrangement.ts';
import { ours } from './arrangement-ours.ts';
import { stock } from './arrangement-stock.ts';
import { createDatabase, databaseUrl, dropDatabase, fillTodos, startServer, warmUp } from './database.ts';
import { type Deployed, deploy, measure } from './deploy.ts';
import { startLoad, warm } from './load.ts';
import { watchLocks } from './lock-waits.ts';
import { makeMigrations } from './make-migrations.ts';
import { mixedOperations } from './operations.ts';
import { isGood, printFailures, printResult, type Result } from './report.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TEMPLATE = 'online_template';
/** Requests before those that count. */
const WARM_UP = 1000;

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    rate: { type: 'string', default: '80' },
    only: { type: 'string' },
  },
});
const rows = Number(flags.rows);
const rate = Number(flags.rate);
const chosen = [ours, stock].filter(({ key }) => flags.only === undefined || flags.only === key);
if (!(rows >= 1000) || !(rate > 0) || chosen.length === 0) {
  console.error(
    'Usage: npm run demo:online -- [--rows 1000 or more] [--only ours|stock] [--rate requests per second]',
  );
  process.exit(2);
}

const work = join(ROOT, '.tmp', `online-${process.pid}`);
process.once('exit', () => rmSync(work, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(130));
}
const server = await startServer();
const results: Result[] = [];
try {
  await makeTemplate(server);
  for (const arrangement of chosen) {
    const result = await run(arrangement, server);
    console.log(printResult(result));
    results.push(result);
  }
} finally {
  await server.stop();
}
process.exitCode = results.every((result) => result.arrangement !== ours.name || isGood(result)) ? 0 : 1;

/** Creates the database that every arrangement begins with: the product's tables, full of todos. */
async function makeTemplate(server: PostgresServer): Promise<void> {
  say(`Filling todos with ${rows.toLocaleString('en')} rows`);
  await createDatabase(server, TEMPLATE);
  const place = await newWorkplace(TEMPLATE);
  await ours.prepare(place, server);
  await withOrm(ours, place, 0, (orm) => orm.migrator.up());
  await fillTodos(server, TEMPLATE, rows);
}

async function run(arrangement: Arrangement, server: PostgresServer): Promise<Result> {
  const database = `online_${arrangement.key}`;
  await createDatabase(server, database, TEMPLATE);
  const place = await newWorkplace(database);
  say(`${arrangement.name}: making the migrations`);
  await arrangement.prepare(place, server);
  const changes = await makeMigrations(arrangement, place);
  const ids = await warmUp(server, database, rows);
  const api = await startApi({
    DATABASE_URL: place.databaseUrl,
    HOST: '127.0.0.1',
    // As in production, but for one person on this machine, who has no token.
    NODE_ENV: 'development',
    EXPLORER: 'false',
    LOG_LEVEL: 'error',
  });
  const url = `${api.address}/graphql`;
  const operations = mixedOperations(ids);
  try {
    const failures = printFailures(await warm(url, WARM_UP, operations));
    if (failures.length > 0) {
      throw new Error(`Requests fail before anything is migrated:\n${failures.join('\n')}\n${api.output()}`);
    }
    const watch = watchLocks(server, database);
    const load = startLoad(url, rate, operations);
    const deployed: Deployed[] = [];
    for (const change of changes) {
      say(`${arrangement.name}: ${change.label}`);
      deployed.push(await deploy(arrangement, place, change));
    }
    await load.stop();
    await watch.stop();
    return {
      arrangement: arrangement.name,
      measured: deployed.map((each) => measure(each, load, watch)),
      samples: load.samples,
      late: load.late(),
    };
  } finally {
    await api.end('SIGTERM');
    await dropDatabase(server, database);
  }
}

/** In the checkout, so that the modules that migrations import are found. */
async function newWorkplace(name: string): Promise<Workplace> {
  const folder = join(work, name, 'migrations');
  await mkdir(folder, { recursive: true });
  return { folder, databaseUrl: databaseUrl(server, name) };
}

/** What goes on, on stderr: results alone are on stdout. */
function say(line: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
}
