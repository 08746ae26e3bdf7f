import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
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

describe('one process serves an SQLite file', () => {
  test('a second one refuses to start, however the file is written, until the first is gone, even killed', async () => {
    const folder = newFolder();
    const path = join(folder, 'todo.db');
    const first = startApi({ DATABASE_URL: `sqlite:${path}` });
    const address = await first.address;
    await symlink(path, join(folder, 'link.db'));
    const names = [path, join(folder, 'link.db'), relative(folder, path)];
    const second = await Promise.all(
      names.map((name) => startApi({ DATABASE_URL: `sqlite:${name}`, CWD: folder }).ended),
    );
    expect(second.map(({ code, stdout }) => [code, stdout])).toEqual(names.map(() => [1, '']));
    for (const { stderr } of second) {
      expect(stderr).toMatch(
        /^The SQLite database \S+\/todo\.db is already served by process \d+ on \S+, since \S+Z\. Stop that one, or set DATABASE_URL to another file\. Several processes at a time need PostgreSQL\.\n$/,
      );
      expect(stderr).toContain(` ${path} is already served by process ${first.child.pid} `);
    }
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

  test('databases in memory are each their own', async () => {
    const both = [
      startApi({ DATABASE_URL: 'sqlite::memory:' }),
      startApi({ DATABASE_URL: 'sqlite::memory:' }),
    ];
    await Promise.all(both.map(({ address }) => address));
  });

  test('migrations are taken back and applied beside it, and it goes on serving', async () => {
    const path = join(newFolder(), 'todo.db');
    const { address, child } = startApi({ DATABASE_URL: `sqlite:${path}` });
    const ready = async () => (await fetch(`${await address}/readyz`)).status;
    expect(await ready()).toBe(200);
    await migration(path, 'migration:down');
    expect(await ready()).toBe(503);
    expect(await migration(path, 'migration:status')).toContain('pending');
    await migration(path, 'migration:up');
    expect(await ready()).toBe(200);
    expect(
      await ask(await address, 'mutation { createTodo(input: { title: "x" }) { todo { title } } }'),
    ).toEqual({
      data: { createTodo: { todo: { title: 'x' } } },
    });
    child.kill('SIGTERM');
  });
});
