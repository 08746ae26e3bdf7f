import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { parseConfig } from '../../../src/config.ts';
import type { Orm } from '../../../src/database/orm.ts';
import { networkFileSystem } from '../../../src/database/sqlite/write-ahead-log.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { openDatabase } from '../../../src/server/open-database.ts';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

/** What the connection of `orm` answers to a pragma. */
async function setting(orm: Orm, name: string): Promise<unknown> {
  const [row] = await orm.driver.execute<Record<string, unknown>[]>(`pragma ${name}`);
  return Object.values(row ?? {})[0];
}

describeDatabases(
  'a database in service',
  (database) => {
    const open: Orm[] = [];

    /** Opens the database as the server does, on a copy of the template. */
    async function serve(variables: NodeJS.ProcessEnv = {}) {
      const location = await database.create();
      const path = location.dialect === 'sqlite' ? location.path : '';
      const warnings: string[] = [];
      const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line).msg) });
      const config = parseConfig({ DATABASE_URL: `sqlite:${path}`, ...variables });
      const { orm } = await openDatabase(config, log);
      open.push(orm);
      return { orm, path, location, warnings };
    }

    afterEach(async () => {
      for (const orm of open.splice(0)) {
        await orm.close(true);
      }
    });

    test('has a write-ahead log, syncs every commit and does not block the process for others', async () => {
      const { orm, warnings } = await serve();
      const settings = ['journal_mode', 'synchronous', 'busy_timeout', 'foreign_keys', 'temp_store'];
      expect(await Promise.all(settings.map((name) => setting(orm, name)))).toEqual(['wal', 2, 50, 1, 2]);
      expect(warnings).toEqual([]);
    });

    test('SQLITE_SYNCHRONOUS=normal leaves out the sync', async () => {
      const { orm } = await serve({ SQLITE_SYNCHRONOUS: 'normal' });
      expect(await setting(orm, 'synchronous')).toBe(1);
    });

    test('in memory there is neither log nor lock', async () => {
      const { orm, warnings } = await serve({ DATABASE_URL: 'sqlite::memory:' });
      expect(await setting(orm, 'journal_mode')).toBe('memory');
      expect(warnings).toEqual([]);
    });

    test('whoever opens the file beside it reads while it writes, and syncs too', async () => {
      const { orm, location } = await serve();
      const beside = await database.open(location);
      await inTransaction(orm.em, async (transaction) => {
        await transaction.execute("update todos set title = 'x'");
        expect(await beside.driver.execute('select count(*) as n from todos')).toEqual([{ n: 0 }]);
      });
      expect(await setting(beside, 'synchronous')).toBe(2);
    });

    test('waits for another writer without keeping the process from other work', async () => {
      const { orm, location } = await serve();
      const beside = await database.open(location);
      await beside.driver.execute('begin immediate');
      let served = 0;
      const others = setInterval(() => served++, 1);
      const waiting = inTransaction(orm.em, (transaction) => transaction.execute('delete from todos'));
      await until(() => served >= 20);
      clearInterval(others);
      await beside.driver.execute('rollback');
      await waiting;
    });

    test('goes on after SQLite has rolled back by itself, as on a full disk', async () => {
      const { orm } = await serve();
      await orm.driver.execute('create table one (id integer primary key, n integer not null)');
      const fails = inTransaction(orm.em, (transaction) =>
        transaction.execute('insert or rollback into one (n) values (null)'),
      );
      await expect(fails).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_NOTNULL' });
      await inTransaction(orm.em, (transaction) => transaction.execute('insert into one (n) values (1)'));
      expect(await orm.driver.execute('select n from one')).toEqual([{ n: 1 }]);
    });

    test('the log that a long reader let grow is cut once he is gone, and stays short in a steady load', async () => {
      const { orm, path, location } = await serve();
      await orm.driver.execute('create table load (content blob)');
      const write = () => orm.driver.execute('insert into load values (randomblob(1000000))');
      const beside = await database.open(location);
      await beside.driver.execute('begin');
      await beside.driver.execute('select count(*) from load');
      for (let count = 0; count < 20; count++) {
        await write();
      }
      const length = async () => (await stat(`${path}-wal`)).size;
      expect(await length()).toBeGreaterThan(20_000_000);
      await beside.driver.execute('rollback');
      for (let count = 0; count < 40; count++) {
        await write();
      }
      expect(await length()).toBeLessThanOrEqual(16 * 1024 * 1024);
    });

    test('where processes cannot share memory it goes without the log, and says so', async () => {
      const location = await database.create();
      const path = location.dialect === 'sqlite' ? location.path : '';
      const before = await database.open(location);
      await before.driver.execute('pragma journal_mode = wal');
      await before.close(true);
      // What SQLite wants to be a file is a folder.
      await mkdir(`${path}.wal-probe-shm`);
      const { orm, warnings } = await serve({ DATABASE_URL: `sqlite:${path}` });
      expect(warnings).toEqual([
        `The SQLite database ${path} has no write-ahead log, so that who reads waits for who writes: its folder does not let processes share memory (SQLITE_READONLY). Is it on a network file system? Move it to a disk of this machine.`,
      ]);
      expect(await setting(orm, 'journal_mode')).toBe('delete');
      await orm.driver.execute("update todos set title = 'x'");
    });

    test('leaves nothing of the probe behind', async () => {
      const { path } = await serve();
      const files = (await readdir(dirname(path))).filter((name) => name.startsWith(basename(path)));
      expect(files.filter((name) => name.includes('probe'))).toEqual([]);
    });
  },
  'sqlite',
);

describe('file systems', () => {
  // What `statfs` gives is signed on some systems.
  test.each([
    [0x6969, 'NFS'],
    [0xfe534d42, 'SMB'],
    [0xfe534d42 - 2 ** 32, 'SMB'],
    [0xef53, undefined],
  ])('%d is %s', (type, name) => {
    expect(networkFileSystem(type)).toBe(name);
  });
});
