import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import pino from 'pino';
import { parseConfig } from '../../../src/config.ts';
import { activity } from '../../../src/database/activity.ts';
import { describeConnectionFailure } from '../../../src/database/connection-failure.ts';
import { apiOptions, openOrm } from '../../../src/database/orm.ts';
import { run } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql-template.ts';
import {
  type PostgresServer,
  startPostgres,
} from '../../../src/migrator/rehearse/scratch/postgres-server.ts';
import { PATIENT } from '../../support/patience.ts';
import { until } from '../../support/until.ts';

let postgres: PostgresServer;

beforeAll(async () => {
  postgres = await startPostgres();
  const { folder } = postgres;
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  for (const authority of ['ca', 'other']) {
    const files = ['-keyout', `${authority}.key`, '-out', `${authority}.pem`];
    openssl('req', '-x509', ...key, ...files, '-subj', `/CN=${authority}`, '-days', '2');
  }
  const request = ['-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=db'];
  openssl('req', ...key, ...request, '-addext', 'subjectAltName=IP:127.0.0.1');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
  openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem', '-days', '2');
  chmodSync(join(folder, 'server.key'), 0o600);
  if (process.getuid?.() === 0) {
    // As whom the server runs.
    chownSync(join(folder, 'server.key'), 65534, 65534);
  }
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`alter system set ssl_cert_file = '${join(folder, 'server.pem')}'`);
  await client.query(`alter system set ssl_key_file = '${join(folder, 'server.key')}'`);
  await client.query('alter system set ssl = on');
  await client.query('select pg_reload_conf()');
  await until(async () => {
    const { rows } = await client.query<{ ssl: string }>('show ssl');
    return rows[0]?.ssl === 'on';
  });
  await client.end();
});
afterAll(() => postgres?.stop());

/** What `work` finds where the root certificate is in `file`. */
async function withAuthority<Result>(
  file: string,
  work: (orm: Awaited<ReturnType<typeof openOrm>>) => Promise<Result>,
  url = postgres.url,
): Promise<Result> {
  const DATABASE_URL = `${url}?sslmode=verify-full&sslrootcert=${join(postgres.folder, file)}`;
  const config = parseConfig({ ...PATIENT, DATABASE_URL });
  const log = pino({ level: 'silent' });
  const orm = await openOrm(config.DATABASE_URL, { ...apiOptions(config, log), logger: () => {} });
  try {
    return await work(orm);
  } catch (error) {
    throw new Error(describeConnectionFailure(config.DATABASE_URL, error), { cause: error });
  } finally {
    await orm.close(true);
  }
}

const encrypted = sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;

test('with the authority of its certificate, the connection is encrypted', async () => {
  expect(await withAuthority('ca.pem', (orm) => run(orm.em, encrypted))).toEqual([{ ssl: true }]);
});

test('a statement is cancelled over an encrypted connection, too', async () => {
  await withAuthority('ca.pem', async (orm) => {
    // There is a connection, however long that took.
    await run(orm.em, encrypted);
    const request = { statements: 0, statementMs: 0, signal: AbortSignal.timeout(300) };
    await expect(activity.run(request, () => run(orm.em, sql`select pg_sleep(33)`))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const left = sql`select 1 from pg_stat_activity where query = 'select pg_sleep(33)' and state = 'active'`;
    await until(async () => (await run(orm.em, left)).length === 0);
  });
});

test('nor does it ask for that in the clear', async () => {
  const begun: number[] = [];
  const url = new URL(postgres.url);
  const { port, hostname } = url;
  const eavesdropper = createServer((client) => {
    const server = connect(Number(port), hostname);
    client.once('data', (data) => begun.push(data.readInt32BE(4)));
    client.pipe(server).pipe(client);
    client.on('error', () => server.destroy());
    server.on('error', () => client.destroy());
  });
  await once(eavesdropper.listen(0, '127.0.0.1'), 'listening');
  url.port = String((eavesdropper.address() as AddressInfo).port);
  await withAuthority(
    'ca.pem',
    async (orm) => {
      await run(orm.em, encrypted);
      const request = { statements: 0, statementMs: 0, signal: AbortSignal.timeout(300) };
      await expect(activity.run(request, () => run(orm.em, sql`select pg_sleep(33)`))).rejects.toMatchObject({
        name: 'TimeoutError',
      });
    },
    url.href,
  );
  eavesdropper.close();
  // One for the statement and one to cancel it: SSLRequest (manual, "Message Formats").
  expect(begun).toEqual([80_877_103, 80_877_103]);
});

test('with another authority it is refused, in a sentence that says what to name', async () => {
  await expect(withAuthority('other.pem', (orm) => run(orm.em, encrypted))).rejects.toThrow(
    /shows a certificate that no authority known here has signed \(\w+\)\. Name its authority's file in DATABASE_URL: \?sslmode=verify-full&sslrootcert=\/path\/to\/ca\.pem$/,
  );
});

test('a file that is not there is named as such', async () => {
  await expect(withAuthority('nowhere.pem', (orm) => run(orm.em, encrypted))).rejects.toThrow(
    'A file that DATABASE_URL names (sslrootcert, sslcert or sslkey) cannot be read (ENOENT).',
  );
});
