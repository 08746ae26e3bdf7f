import { beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import pino from 'pino';
import type { Orm } from '../../../src/database/orm.ts';
import { OperationNames } from '../../../src/server/metrics/operation-names.ts';
import { ServerMetrics } from '../../../src/server/metrics/server-metrics.ts';
import { newScope } from '../../../src/server/request-scope.ts';
import { describeDatabases } from '../../support/databases.ts';
import { eventually, until } from '../../support/until.ts';
import { type TestServer, testServer } from '../server.ts';
import { connect, listening, rawSocket } from '../subscriptions/sockets.ts';

const PRODUCTION = { NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) };
const TOKEN = 'a-token-of-twenty-two';

/** The samples of /metrics, by name and labels. */
async function scrape({ server }: Pick<TestServer, 'server'>): Promise<Map<string, number>> {
  const { statusCode, body, headers } = await server.inject({ url: '/metrics' });
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return new Map(
    body
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, number] => {
        const space = line.lastIndexOf(' ');
        return [line.slice(0, space), Number(line.slice(space + 1))];
      }),
  );
}

describe('what is counted', () => {
  const samplesOf = async (count: (metrics: ServerMetrics) => void) => {
    const metrics = new ServerMetrics();
    count(metrics);
    const lines = (await metrics.registry.metrics()).split('\n');
    return lines.filter((line) => /^todo_\w+(_count|_total)\{/.test(line));
  };

  test.each([
    ['DATABASE_UNAVAILABLE', 'failed'],
    ['DATABASE_FULL', 'failed'],
    ['DATABASE_DAMAGED', 'failed'],
    ['DEADLINE_EXCEEDED', 'failed'],
    ['AUTHENTICATION_UNAVAILABLE', 'failed'],
    ['INTERNAL_SERVER_ERROR', 'failed'],
    ['RATE_LIMITED', 'refused'],
    ['BAD_USER_INPUT', 'refused'],
  ])('a request with %s has %s', async (code, outcome) => {
    const scope = newScope('ticket-1', pino({ level: 'silent' }));
    // One that failed has failed, whatever else came of it.
    scope.codes.add('BLANK').add(code);
    expect(await samplesOf((metrics) => metrics.requestEnded(scope))).toEqual([
      `todo_operation_duration_seconds_count{operation="invalid",kind="none",outcome="${outcome}"} 1`,
      'todo_errors_total{code="BLANK"} 1',
      `todo_errors_total{code="${code}"} 1`,
    ]);
  });

  test('what is no GraphQL is no operation', async () => {
    const scope = newScope('ticket-1', pino({ level: 'silent' }));
    expect(await samplesOf((metrics) => metrics.requestEnded(scope))).toEqual([]);
  });

  test('codes that clients make up are told apart to a bound, and close codes not at all', async () => {
    const samples = await samplesOf((metrics) => {
      for (let index = 0; index < 150; index++) {
        metrics.refused(`CODE_${index}`);
        metrics.socketClosed(3_000 + index);
      }
      metrics.socketClosed(1012);
    });
    expect(samples).toHaveLength(103);
    expect(samples).toEqual(
      expect.arrayContaining([
        'todo_errors_total{code="other"} 50',
        'todo_socket_closes_total{code="other"} 150',
        'todo_socket_closes_total{code="1012"} 1',
      ]),
    );
  });

  test('a long name is told apart from none, even the first', () => {
    const names = new OperationNames();
    expect(names.labelsOf({ kind: 'query', name: 'x'.repeat(64) }).operation).toHaveLength(64);
    expect(names.labelsOf({ kind: 'query', name: 'x'.repeat(65) }).operation).toBe('other');
  });
});

describeDatabases('metrics', (database) => {
  test('while migrations are pending it is not ready', async () => {
    const samples = await scrape(await testServer(await database.open(await database.create('empty'))));
    expect(samples.get('todo_ready')).toBe(0);
    expect(samples.get('todo_migrations{state="pending"}')).toBeGreaterThan(1);
  });

  let orm: Orm;
  let api: TestServer;
  beforeEach(async () => {
    orm = await database.open();
    api = await testServer(orm);
  });

  test('an operation counts by its name, kind and outcome, with its statements', async () => {
    await api.ask('query Inbox { todos { totalCount nodes { id } } }');
    await api.ask('query Inbox { todos(first: 0) { totalCount } }');
    await api.ask('{ nope }');
    const samples = await scrape(api);
    const count = (labels: string) => samples.get(`todo_operation_duration_seconds_count{${labels}}`);
    expect(count('operation="Inbox",kind="query",outcome="ok"')).toBe(1);
    expect(count('operation="Inbox",kind="query",outcome="refused"')).toBe(1);
    expect(count('operation="invalid",kind="none",outcome="refused"')).toBe(1);
    expect(samples.get('todo_sql_statements_total{kind="query"}')).toBe(2);
    expect(samples.get('todo_sql_seconds_total{kind="query"}')).toBeGreaterThan(0);
    expect(samples.get('todo_errors_total{code="BAD_USER_INPUT"}')).toBe(1);
  });

  test('what breaks is a failure', async () => {
    await orm.driver.execute('alter table todos rename to gone');
    await api.ask('query Inbox { todos { totalCount } }');
    const samples = await scrape(api);
    expect(
      samples.get('todo_operation_duration_seconds_count{operation="Inbox",kind="query",outcome="failed"}'),
    ).toBe(1);
    expect(samples.get('todo_errors_total{code="INTERNAL_SERVER_ERROR"}')).toBe(1);
  });

  test('the process, its readiness and the migrations', async () => {
    const samples = await scrape(api);
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
    ]) {
      expect(samples.get(name)).toBeGreaterThanOrEqual(0);
    }
    expect(samples.get('todo_ready')).toBe(1);
    expect(samples.get('todo_migrations{state="pending"}')).toBe(0);
    expect(samples.get('todo_migrations{state="unknown"}')).toBe(0);
    expect(
      samples.get(
        `todo_build_info{version="0.1.0",node="${process.version}",database="${database.dialect}"}`,
      ),
    ).toBe(1);
  });

  test('the pool of PostgreSQL: who is served and who waits', async () => {
    // Whether it is ready is asked once: that would wait for a connection each time, too.
    const api = await testServer(orm, {}, { rememberMs: 3_600_000 });
    const pool = (samples: Map<string, number>) =>
      ['busy', 'idle', 'waiting'].map((state) => samples.get(`todo_pool_connections{state="${state}"}`));
    if (database.dialect === 'sqlite') {
      expect(pool(await scrape(api))).toEqual([undefined, undefined, undefined]);
      return;
    }
    await scrape(api);
    const max = (await scrape(api)).get('todo_pool_connections{state="max"}') ?? 0;
    expect(pool(await scrape(api))).toEqual([0, expect.any(Number), 0]);
    const holder = new Client({ connectionString: orm.config.get('clientUrl') });
    await holder.connect();
    await holder.query('select pg_advisory_lock(1)');
    const waiting = Array.from({ length: max + 2 }, () =>
      orm.driver.execute('select pg_advisory_xact_lock_shared(1)'),
    );
    await until(async () => `${pool(await scrape(api))}` === `${[max, 0, 2]}`);
    await holder.end();
    await Promise.all(waiting);
  });

  test('sockets and subscriptions, and why sockets were closed', async () => {
    const { server, address } = await listening(orm);
    const client = connect(address);
    client.run('subscription { todoChanged { kind } }').next();
    await client.run('{ todos { totalCount } }').next();
    const raw = await rawSocket(address);
    await until(async () => {
      const before = await scrape({ server });
      return before.get('todo_sockets') === 2 && before.get('todo_subscriptions') === 1;
    });
    raw.send('nonsense');
    await raw.closed;
    const after = await eventually(async () => {
      const samples = await scrape({ server });
      return samples.get('todo_sockets') === 1 ? samples : undefined;
    });
    expect(after.get('todo_socket_closes_total{code="4400"}')).toBe(1);
  });
});

describeDatabases(
  'metrics whatever the database',
  (database) => {
    let orm: Orm;
    beforeEach(async () => {
      orm = await database.open();
    });

    test('however many names clients think of, a hundred are told apart', async () => {
      const api = await testServer(orm);
      for (let index = 0; index < 150; index++) {
        await api.ask(`query Name${index} { __typename }`);
      }
      await api.ask('{ __typename }');
      await api.ask(`query ${'x'.repeat(1_000)} { __typename }`);
      const samples = await scrape(api);
      const names = [...samples.keys()].filter((name) =>
        name.startsWith('todo_operation_duration_seconds_count'),
      );
      expect(names).toHaveLength(102);
      const other = 'todo_operation_duration_seconds_count{operation="other",kind="query",outcome="ok"}';
      expect(samples.get(other)).toBe(51);
    });

    describe('/metrics is not for strangers', () => {
      const ask = async (
        { server }: TestServer,
        headers: Record<string, string>,
        remoteAddress = '127.0.0.1',
      ) => {
        const { statusCode } = await server.inject({ url: '/metrics', headers, remoteAddress });
        return statusCode;
      };

      test('with METRICS_TOKEN: for who sends it, wherever from', async () => {
        for (const variables of [{}, PRODUCTION]) {
          const api = await testServer(orm, { METRICS_TOKEN: TOKEN, ...variables });
          expect(await ask(api, { authorization: `Bearer ${TOKEN}` }, '192.0.2.1')).toBe(200);
          expect(await ask(api, { authorization: `Bearer ${TOKEN}x` })).toBe(401);
          expect(await ask(api, {})).toBe(401);
        }
      });

      test('without it: for this machine only, and not through a proxy on it', async () => {
        const api = await testServer(orm);
        expect(await ask(api, {})).toBe(200);
        expect(await ask(api, {}, '::1')).toBe(200);
        expect(await ask(api, {}, '192.0.2.1')).toBe(404);
        for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
          expect(await ask(api, { [name]: '192.0.2.1' })).toBe(404);
        }
      });

      test('without it, where users sign in: for nobody', async () => {
        expect(await ask(await testServer(orm, PRODUCTION), {})).toBe(404);
      });
    });
  },
  'sqlite',
);
