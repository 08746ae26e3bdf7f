import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer as createListener } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { Client } from 'pg';
import { parseConfig } from '../../src/config.ts';
import { describeLocation } from '../../src/database/location.ts';
import { type PostgresServer, startPostgres } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import { listen } from '../../src/server/listen.ts';
import { openDatabase } from '../../src/server/open-database.ts';
import { Readiness } from '../../src/server/readiness.ts';
import { createServer } from '../../src/server/server.ts';
import { StartupError } from '../../src/server/startup-error.ts';
import { describeDatabases } from '../support/databases.ts';
import { PATIENCE_MS, PATIENT } from '../support/patience.ts';
import { eventually, until } from '../support/until.ts';
import { keptLog } from './log-lines.ts';
import { ask, databaseUrl, type Ended, newFolder, startApi } from './process.ts';

describeDatabases('the process', (database) => {
  test('prints one line with the address and the database, without its password, and answers there', async () => {
    const location = await database.create();
    const { address, child, ended } = startApi({ DATABASE_URL: databaseUrl(location) });
    expect(await ask(await address, '{ todos { totalCount } }')).toEqual({
      data: { todos: { totalCount: 0 } },
    });
    child.kill('SIGTERM');
    const { stdout, stderr } = await ended;
    const name =
      location.dialect === 'sqlite'
        ? `SQLite ${location.path}`
        : `PostgreSQL ${new URL(location.url).host}${new URL(location.url).pathname}`;
    expect([stdout, stderr]).toEqual([`ToDo API ready at ${await address}/graphql (${name})\n`, '']);
  });
});

describe('the process on an SQLite file that is not there, told by .env', () => {
  let ready: unknown;
  let lines: string[];

  beforeAll(async () => {
    const CWD = newFolder();
    await writeFile(join(CWD, '.env'), 'DATABASE_URL=sqlite:new/folder/of-env-file.db\nPORT=nonsense\n');
    const { address, child, ended } = startApi({ CWD, PORT: '0' });
    ready = await eventually(async () => {
      const response = await fetch(`${await address}/readyz`);
      return response.status === 200 ? response.json() : undefined;
    });
    child.kill('SIGTERM');
    lines = (await ended).stdout.trim().split('\n');
  });

  test('an SQLite database is created and migrated at start', () => {
    expect(ready).toEqual({ status: 'ready' });
    expect(lines[0]).toMatch(/^Applied Migration\d{14}_create_todos$/);
    expect(lines.at(-1)).toMatch(/^ToDo API ready at /);
  });

  test('.env is read, and real variables win', () => {
    expect(lines.at(-1)).toMatch(/\(SQLite new\/folder\/of-env-file\.db\)$/);
  });
});

test('by default the SQLite file is data/todo.db of the working directory', () => {
  expect(describeLocation(parseConfig({}).DATABASE_URL)).toBe('SQLite data/todo.db');
});

/** A listener that accepts and says nothing; it does not hold the tests' process. */
async function occupyPort(): Promise<number> {
  const server = createListener((socket) => socket.unref())
    .listen(0, '127.0.0.1')
    .unref();
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** How the product ends that is started with `env`. */
async function end(env: Record<string, string>): Promise<Pick<Ended, 'code' | 'stderr'>> {
  const { code, stdout, stderr } = await startApi(env).ended;
  expect(stdout).not.toContain('hush');
  return { code, stderr };
}

/** What the line on stderr says of `what` that fails. */
async function refusal(what: Promise<unknown>): Promise<string> {
  const error: unknown = await what.then(
    () => 'It does not fail.',
    (reason: unknown) => reason,
  );
  // Of other errors the line says where they are from.
  expect(error).toBeInstanceOf(StartupError);
  return (error as StartupError).message;
}

/** Why a database is not opened. */
const unopened = (DATABASE_URL: string, env: Record<string, string> = {}) =>
  refusal(openDatabase(parseConfig({ ...PATIENT, DATABASE_URL, ...env }), keptLog().log));

/** Why a server does not listen. */
const unheard = (env: Record<string, string>) => refusal(listen(Fastify(), parseConfig(env)));

describe('what cannot start ends with exit 1 and one line on stderr', () => {
  test('a wrong variable', async () => {
    expect(await end({ PORT: 'http' })).toEqual({
      code: 1,
      stderr: 'PORT is "http"; it must be a whole number from 0 to 65535.\n',
    });
  });

  test('a port in use', async () => {
    const port = await occupyPort();
    expect(await end({ DATABASE_URL: 'sqlite::memory:', PORT: String(port) })).toEqual({
      code: 1,
      stderr: `Port ${port} of 127.0.0.1 is in use. Stop the other program, or set PORT to another number.\n`,
    });
  });

  test('a host that is not this machine', async () => {
    // 192.0.2.0/24 is for documentation and belongs to nobody (RFC 5737).
    expect(await unheard({ HOST: '192.0.2.1' })).toBe(
      'This machine has no address 192.0.2.1. Set HOST to one that it has, such as 127.0.0.1.',
    );
  });

  test('an SQLite file that is none', async () => {
    const path = join(newFolder(), 'letter.txt');
    await writeFile(path, 'Dear reader, this is a letter and no database. '.repeat(30));
    expect(await unopened(`sqlite:${path}`)).toBe(
      `${path} is not an SQLite database. Set DATABASE_URL to another file, or move this one away.`,
    );
  });

  test('an SQLite file that is a folder', async () => {
    const path = newFolder();
    expect(await unopened(`sqlite:${path}`)).toBe(
      `The SQLite database ${path} cannot be opened. Is it a folder, or may this user not read it?`,
    );
  });

  test('a data folder that cannot be written', async () => {
    // Nothing stops root from writing but the kernel's own file system.
    let folder = '/sys/todo';
    if (process.getuid?.() !== 0) {
      folder = join(newFolder(), 'read-only');
      await mkdir(folder);
      await chmod(folder, 0o500);
    }
    expect(await unopened(`sqlite:${folder}/todo.db`)).toMatch(
      new RegExp(
        `^The folder ${folder} of the SQLite database cannot be written \\(E\\w+\\)\\. Mend it, or set DATABASE_URL\\.$`,
      ),
    );
  });

  test('nothing that listens', async () => {
    expect(await unopened('postgresql://u:hush@127.0.0.1:1/todo')).toBe(
      'PostgreSQL 127.0.0.1:1/todo is unreachable: nothing listens there. Start it, or correct DATABASE_URL.',
    );
  });

  test('an unknown host', async () => {
    // .invalid never resolves (RFC 6761).
    expect(await unopened('postgresql://u:hush@db.invalid/todo')).toBe(
      'PostgreSQL db.invalid:5432/todo is unreachable: no such host. Correct DATABASE_URL.',
    );
  });

  test('a server that accepts and says nothing', async () => {
    const port = await occupyPort();
    const patience = { DATABASE_POOL_TIMEOUT_MS: '500' };
    expect(await unopened(`postgresql://u:hush@127.0.0.1:${port}/todo`, patience)).toBe(
      `PostgreSQL 127.0.0.1:${port}/todo is unreachable: no answer. Is a firewall between, or DATABASE_URL wrong?`,
    );
  });
});

/** Replaces pg_hba.conf. The server writes it, who may run as another user, and then reads it in its own time. */
async function setAccessRules(client: Client, rules: string[]): Promise<void> {
  const { rows } = await client.query<{ hba_file: string }>('show hba_file');
  const lines = rules.map((rule) => client.escapeLiteral(rule)).join(', ');
  await client.query(
    `copy (select unnest(array[${lines}])) to ${client.escapeLiteral(rows[0]?.hba_file ?? '')}`,
  );
  await client.query('select pg_reload_conf()');
  const { host, port, database } = client;
  await until(async () => {
    const barred = new Client({ host, port, database, user: 'barred' });
    const isRefused = await barred.connect().then(
      () => false,
      () => true,
    );
    await barred.end();
    return isRefused;
  });
}

describe('a PostgreSQL that asks for a password', () => {
  let postgres: PostgresServer;
  let port: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    port = new URL(postgres.url).port;
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(`create role app login password 'right'`);
    await client.query('create role barred login');
    await client.query('create database todo owner app');
    await setAccessRules(client, [
      'host all postgres 127.0.0.1/32 trust',
      'host all barred 127.0.0.1/32 reject',
      'host all all 127.0.0.1/32 scram-sha-256',
    ]);
    await client.end();
  });
  afterAll(() => postgres?.stop());

  test('the right one: it starts, and names the pending migrations and the command, but applies none', async () => {
    const url = `postgresql://app:right@127.0.0.1:${port}/todo`;
    const { log, lines } = keptLog();
    const config = parseConfig({ ...PATIENT, DATABASE_URL: url });
    const { orm, applied } = await openDatabase(config, log);
    expect(applied).toEqual([]);
    const readiness = new Readiness(orm, log, { rememberMs: 0, timeoutMs: PATIENCE_MS });
    const server = await createServer({ orm, log, config, readiness });
    const ready = await server.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'MIGRATIONS_PENDING' }),
    ]);
    await orm.migrator.up();
    expect((await server.inject('/readyz')).statusCode).toBe(200);
    const answer = await server.inject({
      url: '/graphql?query={todos{totalCount}}',
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(answer.json()).toMatchObject({ data: { todos: { totalCount: 0 } } });
    await server.close();
    await orm.close(true);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        msg: expect.stringMatching(
          /migrations are pending: Migration\d+_create_todos, .*Apply with: npx mikro-orm migration:up/,
        ),
      }),
    );
    expect(JSON.stringify(lines)).not.toContain('right');
  });

  test('a wrong one', async () => {
    expect(await end({ DATABASE_URL: `postgresql://app:hush@127.0.0.1:${port}/todo` })).toEqual({
      code: 1,
      stderr: `PostgreSQL 127.0.0.1:${port}/todo refuses the user "app". Correct the name or the password in DATABASE_URL.\n`,
    });
  });

  test.each([
    ['none', 'app', 'todo', 'asks for a password. Put it in DATABASE_URL.'],
    [
      'an unknown user',
      'nobody:hush',
      'todo',
      'refuses the user "nobody". Correct the name or the password in DATABASE_URL.',
    ],
    ['an unknown database', 'postgres', 'nope', 'does not exist. Create the database: createdb nope'],
    [
      'a user whom pg_hba.conf bars',
      'barred:hush',
      'todo',
      'refuses the connection: pg_hba.conf rejects connection for host "127.0.0.1", user "barred", database "todo", no encryption.',
    ],
  ])('%s', async (_what, user, name, says) => {
    expect(await unopened(`postgresql://${user}@127.0.0.1:${port}/${name}`)).toBe(
      `PostgreSQL 127.0.0.1:${port}/${name} ${says}`,
    );
  });

  test('sslmode of DATABASE_URL counts: a server without TLS is refused', async () => {
    const url = `postgresql://app:right@127.0.0.1:${port}/todo?sslmode=verify-full`;
    expect(await unopened(url)).toBe(
      `PostgreSQL 127.0.0.1:${port}/todo: The server does not support SSL connections. See sslmode in DATABASE_URL.`,
    );
  });
});
