import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config.ts';
import { openBeside } from '../../src/database/sqlite/open-beside.ts';
import { openDatabase } from '../../src/server/open-database.ts';
import { Readiness } from '../../src/server/readiness.ts';
import { createServer } from '../../src/server/server.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { keptLog } from './log-lines.ts';
import { ask, newFolder, startApi } from './process.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Runs a command of migrations on the file. */
async function migration(path: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: `sqlite:${path}` },
  });
  return stdout;
}

/** The file as the product opens it, in the process of the tests. */
async function openHere(path: string) {
  const config = parseConfig({ DATABASE_URL: `sqlite:${path}` });
  const { log } = keptLog();
  const { orm } = await openDatabase(config, log);
  return { orm, log, config };
}

describe('one process serves an SQLite file', () => {
  test('a second one refuses to start, however the file is written, until the first is gone, even killed', async () => {
    const folder = newFolder();
    const path = join(folder, 'todo.db');
    const first = startApi({ DATABASE_URL: `sqlite:${path}` });
    const address = await first.address;
    await symlink(path, join(folder, 'link.db'));
    const second = await startApi({ DATABASE_URL: `sqlite:${relative(folder, path)}`, CWD: folder }).ended;
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(
      /^The SQLite database \S+\/todo\.db is already served by process \d+ on \S+, since \S+Z\. Stop that one, or set DATABASE_URL to another file\. Several processes at a time need PostgreSQL\.\n$/,
    );
    const refusal = `The SQLite database ${path} is already served by process ${first.child.pid} `;
    expect(second.stderr).toContain(refusal);
    await expect(openHere(path)).rejects.toThrow(refusal);
    await expect(openHere(join(folder, 'link.db'))).rejects.toThrow(refusal);
    expect(await ask(address, '{ todos { totalCount } }')).toEqual({ data: { todos: { totalCount: 0 } } });

    first.child.kill('SIGKILL');
    await first.ended;
    const next = startApi({ DATABASE_URL: `sqlite:${join(folder, 'link.db')}` });
    expect(await ask(await next.address, '{ todos { totalCount } }')).toEqual({
      data: { todos: { totalCount: 0 } },
    });
    next.child.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
  });

  test('a lock that could not write its name is one, too, and what is no lock is named', async () => {
    const path = join(newFolder(), 'todo.db');
    const lock = openBeside(`${path}.server-lock`);
    // As on a full disk: nothing can be written.
    lock.exec("create table holder (name text not null check (name = ''))");
    lock.close();
    const { orm } = await openHere(path);
    await expect(openHere(path)).rejects.toThrow(
      `${path} is already served by another process. Stop that one`,
    );
    await orm.close(true);
    await writeFile(`${path}.server-lock`, 'This is a letter, and no lock. '.repeat(100));
    await expect(openHere(path)).rejects.toThrow(
      `${path}.server-lock is no lock of this server. It holds no data: delete it while no server runs.`,
    );
  });

  test('databases in memory are each their own', async () => {
    const both = [await openHere(':memory:'), await openHere(':memory:')];
    await Promise.all(both.map(({ orm }) => orm.close(true)));
  });

  test('migrations are taken back and applied beside it, and it goes on serving', async () => {
    const path = join(newFolder(), 'todo.db');
    const { orm, log, config } = await openHere(path);
    const readiness = new Readiness(orm, log, { rememberMs: 0, timeoutMs: PATIENCE_MS });
    const server = await createServer({ orm, log, config, readiness });
    const ready = async () => (await server.inject('/readyz')).statusCode;
    expect(await ready()).toBe(200);
    await migration(path, 'migration:down');
    expect(await ready()).toBe(503);
    expect(await migration(path, 'migration:status')).toContain('pending');
    await migration(path, 'migration:up');
    expect(await ready()).toBe(200);
    const answer = await server.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: 'mutation { createTodo(input: { title: "x" }) { todo { title } } }' },
    });
    expect(answer.json()).toMatchObject({ data: { createTodo: { todo: { title: 'x' } } } });
    await server.close();
    await orm.close(true);
  });
});
