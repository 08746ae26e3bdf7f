import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { openOrm } from '../../src/database/orm.ts';
import { describeDatabases } from '../support/databases.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = resolve(ROOT, 'node_modules/@mikro-orm/cli/cli.js');

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `npx mikro-orm` with `env`. */
function mikroOrm(args: string[], env: Record<string, string>): Promise<Run> {
  return new Promise((done) => {
    const options = { cwd: ROOT, env: { PATH: process.env.PATH, MIGRATION_DATABASE_URL: '', ...env } };
    execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

test('a wrong DATABASE_URL ends the command line in one line, without its password', async () => {
  expect(await mikroOrm(['migration:list'], { DATABASE_URL: 'mysql://root:hush@db/todo' })).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'DATABASE_URL is "mysql://root:***@db/todo"; it must be sqlite:<path>, sqlite::memory: or postgresql://user:password@host:port/database.\n',
  });
});

describeDatabases('the command line', (database) => {
  test('works on the database of DATABASE_URL, or of MIGRATION_DATABASE_URL where a pooler is between', async () => {
    const location = await database.create('empty');
    const env: Record<string, string> =
      location.dialect === 'sqlite'
        ? { DATABASE_URL: `sqlite:${location.path}` }
        : { DATABASE_URL: 'postgresql://pooler.invalid/todo', MIGRATION_DATABASE_URL: location.url };
    expect(await mikroOrm(['migration:up'], env)).toMatchObject({ code: 0 });
    const orm = await openOrm(location, { logger: () => {} });
    const applied = await orm.driver.execute<{ name: string }[]>('select name from mikro_orm_migrations');
    await orm.close(true);
    expect(applied[0]?.name).toMatch(/_create_todos$/);
  });
});
