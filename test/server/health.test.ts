import { afterAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { type DatabaseLocation, parseConfig } from '../../src/config.ts';
import { type Orm, openOrm } from '../../src/database/orm.ts';
import { Readiness } from '../../src/server/readiness.ts';
import { createServer } from '../../src/server/server.ts';
import { describeDatabases } from '../support/databases.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { patient } from '../support/patient.ts';
import { createDatabase } from '../support/templates.ts';
import { until } from '../support/until.ts';
import { keptLog } from './log-lines.ts';

const config = parseConfig({});
const log = pino({ level: 'silent' });

/** Asks each time, for as long as the answer takes. */
const EACH_TIME = { rememberMs: 0, timeoutMs: PATIENCE_MS };

async function probe(orm: Orm, readiness = new Readiness(orm, log, EACH_TIME)) {
  const server = await createServer({ orm, log, readiness, config });
  return async (url: string) => {
    const { statusCode, body, headers } = await server.inject({ url });
    expect(headers['cache-control']).toBe('no-store');
    return { status: statusCode, body: JSON.parse(body) };
  };
}

describeDatabases('health', (database) => {
  const opened: Orm[] = [];
  afterAll(() => Promise.all(opened.map((orm) => orm.close(true))));

  test('a migrated database: live and ready', async () => {
    const get = await probe(await database.open());
    expect(await get('/livez')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
  });

  test('pending migrations: live, not ready, says which and how; ready once they are applied, without a restart', async () => {
    const location = await database.create('empty');
    const orm = await database.open(location, { logger: () => {} });
    const get = await probe(orm);
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(body.code).toBe('MIGRATIONS_PENDING');
    expect(body.migrations[0]).toMatch(/^Migration\d{14}_create_todos$/);
    expect(body.message).toBe(
      `${body.migrations.length} migrations are pending: ${body.migrations.join(', ')}. Apply with: npx mikro-orm migration:up`,
    );
    expect((await get('/livez')).status).toBe(200);

    const deploy = await database.open(location, { logger: () => {} });
    await deploy.migrator.up();
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
  });

  const NEWER = 'Migration20991231000000_of_the_future';
  const migrateAhead = async () => {
    const orm = await database.open();
    await addToHistory(orm);
    return orm;
  };
  const addToHistory = (orm: Orm) =>
    orm.driver.execute(`insert into mikro_orm_migrations (name) values ('${NEWER}')`);

  test('a migration of a newer release that comes while it serves: goes on, and says so', async () => {
    const orm = await database.open();
    const { log, lines } = keptLog();
    const get = await probe(orm, new Readiness(orm, log, EACH_TIME));
    expect((await get('/readyz')).status).toBe(200);
    await addToHistory(orm);
    const warning = `A newer release has migrated the database: ${NEWER}.`;
    expect(await get('/readyz')).toEqual({
      status: 200,
      body: {
        status: 'ready',
        warnings: [
          {
            code: 'MIGRATIONS_UNKNOWN',
            message: warning,
            migrations: [NEWER],
          },
        ],
      },
    });
    await get('/readyz');
    // Once.
    expect(lines).toEqual([expect.objectContaining({ level: 40, msg: warning })]);
  });

  test('a migration that was there at the start and that it does not know: not ready, until it is gone', async () => {
    const orm = await migrateAhead();
    const get = await probe(orm);
    expect(await get('/readyz')).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        code: 'MIGRATIONS_UNKNOWN',
        message: expect.stringContaining('ALLOW_UNKNOWN_MIGRATIONS=true'),
        migrations: [NEWER],
      },
    });
    expect((await get('/livez')).status).toBe(200);
    await orm.driver.execute(`delete from mikro_orm_migrations where name = '${NEWER}'`);
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
  });

  test('ALLOW_UNKNOWN_MIGRATIONS: an older release serves on what a newer one has migrated', async () => {
    const readiness = new Readiness(await migrateAhead(), log, { ...EACH_TIME, allowUnknown: true });
    expect(await readiness.problem()).toBeUndefined();
    expect(readiness.warnings.map(({ migrations }) => migrations)).toEqual([[NEWER]]);
  });

  test('however many ask, the database is asked once', async () => {
    const orm = await database.open();
    const readiness = new Readiness(orm, log, { ...EACH_TIME, rememberMs: 3_600_000 });
    const get = await probe(orm, readiness);
    expect((await get('/readyz')).status).toBe(200);
    await orm.driver.execute('alter table mikro_orm_migrations rename to gone');
    const answers = await Promise.all(Array.from({ length: 50 }, () => get('/readyz')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('after a while it is asked again', async () => {
    const orm = await database.open();
    const readiness = new Readiness(orm, log, { ...EACH_TIME, rememberMs: 20 });
    expect(await readiness.problem()).toBeUndefined();
    expect(readiness.migrations).toEqual({ pending: [], unknown: [] });
    await orm.driver.execute('alter table mikro_orm_migrations rename to gone');
    await until(async () => (await readiness.problem()) !== undefined);
    expect(readiness.migrations?.pending).not.toEqual([]);
  });

  test('asking whether it is ready writes nothing', async () => {
    const orm = await database.open(await database.create('empty'), { logger: () => {} });
    await (await probe(orm))('/readyz');
    const tables =
      database.dialect === 'sqlite'
        ? `select name from sqlite_master`
        : `select tablename from pg_tables where schemaname = 'public'`;
    expect(await orm.driver.execute(tables)).toEqual([]);
  });

  test('a database that does not answer: live, not ready, no detail for strangers', async () => {
    const location = await database.create();
    const gone =
      location.dialect === 'postgresql'
        ? { ...location, url: location.url.replace(/:\d+\//, ':1/') }
        : { ...location, path: new URL('.', import.meta.url).pathname };
    const orm = await openOrm(gone, { logger: () => {} });
    opened.push(orm);
    const { log, lines } = keptLog();
    const readiness = new Readiness(orm, log, EACH_TIME);
    const get = await probe(orm, readiness);
    expect(await get('/readyz')).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        code: 'DATABASE_UNREACHABLE',
        message: 'The database does not answer. See the log.',
      },
    });
    expect((await get('/livez')).status).toBe(200);
    expect(readiness.migrations).toBeUndefined();
    expect(lines).toEqual([
      expect.objectContaining({ level: 40, msg: 'The database is unreachable', err: expect.anything() }),
    ]);
  });

  test('shutting down: not ready', async () => {
    const orm = await database.open();
    const readiness = new Readiness(orm, log);
    readiness.shutDown();
    expect(await (await probe(orm, readiness))('/readyz')).toEqual({
      status: 503,
      body: { status: 'not ready', code: 'SHUTTING_DOWN', message: 'The server is shutting down.' },
    });
  });
});

describe('health on PostgreSQL alone', () => {
  const open = (location: DatabaseLocation) => openOrm(location, { ...patient(location), logger: () => {} });

  test('connections that the server has ended are replaced: the next probe and the next query work', async () => {
    const location = await createDatabase('postgresql', 'migrated');
    const orm = await open(location);
    const get = await probe(orm);
    expect((await get('/readyz')).status).toBe(200);
    const other = await open(location);
    const ended = await other.driver.execute<{ pg_terminate_backend: boolean }[]>(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(ended).toContainEqual({ pg_terminate_backend: true });
    expect((await get('/readyz')).status).toBe(200);
    await Promise.all([orm.close(true), other.close(true)]);
  });

  test('a database that hangs: not ready, rather than no answer, and ready once it goes on', async () => {
    const location = await createDatabase('postgresql', 'migrated');
    const orm = await open(location);
    const get = await probe(orm, new Readiness(orm, log, { rememberMs: 0 }));
    const blocker = await open(location);
    await blocker.em.fork().transactional(async (em) => {
      await em.execute('lock table mikro_orm_migrations in access exclusive mode');
      expect(await get('/readyz')).toMatchObject({ status: 503, body: { code: 'DATABASE_UNREACHABLE' } });
    });
    await until(async () => (await get('/readyz')).status === 200);
    await Promise.all([orm.close(true), blocker.close(true)]);
  });
});
