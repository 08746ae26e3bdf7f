import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { type Pgbouncer, startPgbouncer } from '../../faults/servers/pgbouncer.ts';
import { parseConfig } from '../../src/config.ts';
import { activity } from '../../src/database/activity.ts';
import { apiOptions, type Orm, openOrm } from '../../src/database/orm.ts';
import { run } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { openLiveEvents } from '../../src/events/live-events.ts';
import { type TestServer, testServer } from '../server/server.ts';
import { PATIENCE_MS, PATIENT } from '../support/patience.ts';
import { createDatabase } from '../support/templates.ts';
import { until } from '../support/until.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const log = pino({ level: 'silent' });
let direct: string;
let pooler: Pgbouncer;
let orm: Orm;
let api: TestServer;

beforeAll(async () => {
  const location = await createDatabase('postgresql', 'migrated');
  direct = location.dialect === 'postgresql' ? location.url : '';
  // Fewer than the API has: sessions change hands all the time.
  pooler = await startPgbouncer(direct, { default_pool_size: 2 });
  orm = await open();
  api = await testServer(orm);
});
afterAll(async () => {
  await orm?.close(true);
  await pooler?.stop();
});

async function open(variables: NodeJS.ProcessEnv = {}): Promise<Orm> {
  const config = parseConfig({ ...PATIENT, DATABASE_URL: pooler.url, ...variables });
  return openOrm(config.DATABASE_URL, { ...apiOptions(config, log), logger: () => {} });
}

const CREATE = 'mutation ($title: String!) { createTodo(input: { title: $title }) { todo { title } } }';
const BULK = `mutation ($titles: [TodoChangeInput!]!) {
  changeTodos(input: { changes: $titles, allOrNothing: true }) { results { todo { title } } }
}`;

test('queries, mutations and bulk transactions side by side, over fewer sessions than connections', async () => {
  const many = Array.from({ length: 10 }, (_, n) => [
    api.ask(CREATE, { title: `One ${n}` }),
    api.ask(BULK, { titles: [1, 2, 3].map((m) => ({ create: { title: `Of many ${n} ${m}` } })) }),
    api.ask('{ todos(first: 50) { totalCount nodes { id title list { name } tags { name } } } }'),
  ]).flat();
  const answers = await Promise.all(many);
  expect(answers.filter(({ status, errors }) => status !== 200 || errors !== undefined)).toEqual([]);
  expect(await api.ask('{ todos { totalCount } }')).toMatchObject({ data: { todos: { totalCount: 40 } } });
});

test('a transaction has the limits of the API, and the next one on the same session has none of them left over', async () => {
  const limits = sql`select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;
  expect(await inTransaction(orm.em.fork(), (em) => run(em, limits))).toEqual([
    { statement: '30s', idle: '10s' },
  ]);
  expect(await run(orm.em, limits)).toEqual([{ statement: '0', idle: '0' }]);
});

test('a request that may take no longer: its statement is cancelled through the pooler, within a transaction or not', async () => {
  const running = sql`select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(31)%' and state = 'active' and pid <> pg_backend_pid()`;
  const sleep = sql`select pg_sleep(31)`;
  const within = <Result>(work: () => Promise<Result>) =>
    activity.run({ statements: 0, statementMs: 0, signal: AbortSignal.timeout(300) }, work);
  await expect(within(() => run(orm.em, sleep))).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(within(() => inTransaction(orm.em.fork(), (em) => run(em, sleep)))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  await until(async () => (await run(orm.em, running))[0]?.n === 0);
});

test('a statement outside of transactions that takes longer than it may is cancelled, too', async () => {
  const hasty = await open({ DATABASE_STATEMENT_TIMEOUT_MS: '300' });
  await expect(run(hasty.em, sql`select pg_sleep(32)`)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await hasty.close(true);
});

test('subscribers hear of what is written through the pooler, over the direct connection', async () => {
  const events = openLiveEvents({ em: orm.em, log, listenAt: direct, connectTimeoutMs: PATIENCE_MS });
  const viewer = {
    ownerId: String(
      (await orm.driver.execute<{ owner_id: string }[]>('select owner_id from todos limit 1'))[0]?.owner_id,
    ),
  };
  const heard = await events.subscribe(viewer);
  await api.ask(CREATE, { title: 'Heard of' });
  expect((await heard.next()).value).toMatchObject({ kind: 'CREATED', todo: { title: 'Heard of' } });
  await events.close();
});

test('migration:up goes past the pooler with MIGRATION_DATABASE_URL', async () => {
  const empty = await createDatabase('postgresql', 'empty');
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: pooler.url,
    MIGRATION_DATABASE_URL: empty.dialect === 'postgresql' ? empty.url : '',
  };
  const cli = resolve(ROOT, 'node_modules/@mikro-orm/cli/cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'migration:up'], { cwd: ROOT, env });
  expect(stdout).toMatch(/_create_todos/);
});

test('the process is ready through the pooler, is red while it is killed, and green again after', async () => {
  const hasty = await open({ DATABASE_POOL_TIMEOUT_MS: '1000' });
  const other = await testServer(hasty);
  const ready = async () => (await other.server.inject('/readyz')).statusCode;
  await until(async () => (await ready()) === 200);
  await pooler.kill();
  // An answer holds for a second.
  await until(async () => (await ready()) === 503);
  expect(await other.ask(CREATE, { title: 'Not now' })).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }],
  });
  await pooler.start();
  await until(async () => (await ready()) === 200);
  await hasty.close(true);
  expect(await api.ask(CREATE, { title: 'Now' })).toMatchObject({ status: 200 });
});
