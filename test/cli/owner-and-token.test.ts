import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import pino from 'pino';
import { parseConfig } from '../../src/config.ts';
import { openOrm } from '../../src/database/orm.ts';
import { createAuthenticator } from '../../src/server/authentication/authenticator.ts';
import { SECRET } from '../server/authentication/tokens.ts';
import { databaseUrl, newFolder } from '../server/process.ts';
import { describeDatabases } from '../support/databases.ts';
import { created, writerOf } from '../support/writers.ts';

const PROGRAM = resolve(import.meta.dirname, '../../src/cli/main.ts');

/** Runs `npx todo` with `args`, as on a machine where nothing but `env` is set. */
async function todo(env: Record<string, string>, ...args: string[]) {
  const options = { cwd: newFolder(), env: { PATH: process.env.PATH, ...env } };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, ...args], options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

describeDatabases('the command line', (database) => {
  test('owner:assign hands over what was made without authentication, once', async () => {
    const location = await database.create();
    const orm = await openOrm(location);
    await created(writerOf(orm.em));
    await orm.close(true);
    const env = { DATABASE_URL: databaseUrl(location) };
    expect(await todo(env, 'owner:assign', '--to', 'alice', '--json')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /"to": "alice",\s+"dryRun": false,\s+"todos": 1,\s+"lists": 0,\s+"tags": 0/,
      ),
    });
    expect(await todo(env, 'owner:assign', '--to', 'alice')).toEqual({
      code: 1,
      stdout: '',
      stderr: '"local" owns nothing here. Say whose todos to hand over with --from. Nothing was changed.\n',
    });
  });
});

test('token makes one that the API takes', async () => {
  const env = { AUTH_SECRET: SECRET, AUTH_ISSUER: 'https://id.example', AUTH_AUDIENCE: 'todo' };
  const { stdout } = await todo(env, 'token', '--sub', 'alice');
  const authenticator = createAuthenticator(parseConfig(env), pino({ level: 'silent' }));
  expect(await authenticator.authenticate(`Bearer ${stdout.trim()}`)).toMatchObject({ id: 'alice' });
});

test('token needs the secret', async () => {
  const { code, stderr } = await todo(
    { DATABASE_URL: `sqlite:${join(newFolder(), 'x.db')}` },
    'token',
    '--sub',
    'a',
  );
  expect([code, stderr]).toEqual([
    1,
    'Tokens are signed with AUTH_SECRET, which is not set. With AUTH_JWKS_URL its issuer makes them.\n',
  ]);
});
