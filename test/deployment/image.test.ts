import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { databaseUrl, newFolder } from '../server/process.ts';
import { describeDatabases } from '../support/databases.ts';
import { PATIENT } from '../support/patience.ts';
import { eventually } from '../support/until.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

/** The last stage's own COPY instructions: sources, and where they go. */
function copied(): { sources: string[]; target: string }[] {
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  return [...stage.matchAll(/^COPY (?!--from)(.+)$/gm)].map(([, words = '']) => {
    const sources = words.split(' ');
    const target = sources.pop() ?? '';
    return { sources, target };
  });
}

/** What the image has, with the packages of this checkout. */
function imageFolder(): string {
  const folder = join(newFolder(), 'app');
  mkdirSync(folder);
  for (const { sources, target } of copied()) {
    for (const source of sources) {
      const name = target.endsWith('/') ? source : target;
      cpSync(join(ROOT, source), join(folder, name), { recursive: true });
    }
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const SETTINGS = { ...PATIENT, AUTH_SECRET: 'x'.repeat(32) };

/** Runs a command of the image, with its environment; where there is no /tmp. */
function run(folder: string, [program, ...args]: string[], env: Record<string, string>) {
  const child = spawn(program === 'node' ? process.execPath : String(program), args, {
    cwd: folder,
    env: { NODE_ENV: 'production', PORT: '0', TMPDIR: '/nonexistent', ...SETTINGS, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, output }));
  return { child, ended, output: () => output };
}

const command = (pattern: RegExp): string[] => JSON.parse(pattern.exec(dockerfile)?.[1] ?? '[]');

let folder: string;
let data: string;
/** Of the command line, whose second start takes a fraction of the first one's time. */
let compiled: { NODE_COMPILE_CACHE: string };
beforeAll(() => {
  folder = imageFolder();
  data = join(dirname(folder), 'data');
  mkdirSync(data);
  compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? newFolder() };
});

describeDatabases('the image', (database) => {
  test('has all that it takes to migrate, serve, say how it is and stop, and writes nothing but the data', async () => {
    const before = readdirSync(folder, { recursive: true });
    const DATABASE_URL =
      database.dialect === 'sqlite'
        ? `sqlite:${join(data, 'todo.db')}`
        : databaseUrl(await database.create('empty'));
    // The command line wants a /tmp, which compose.yaml gives it; the server needs none.
    const TMPDIR = tmpdir();
    const migrate = ['node', 'src/cli/main.ts', 'migration:up'];
    const migrated = await run(folder, migrate, { DATABASE_URL, TMPDIR, ...compiled }).ended;
    expect(migrated).toEqual({ code: 0, output: expect.stringContaining('create_todos') });
    const api = run(folder, command(/^CMD (\[.+\])$/m), { DATABASE_URL, HOST: '127.0.0.1' });
    const address = await eventually(() => {
      expect(api.child.exitCode).toBeNull();
      return /ready at (http:\/\/\S+)\/graphql/.exec(api.output())?.[1];
    });
    const ready = await eventually(async () => {
      const response = await fetch(`${address}/readyz`);
      return response.status === 200 ? response.json() : undefined;
    });
    expect(ready).toEqual({ status: 'ready' });
    const { port: PORT } = new URL(String(address));
    expect((await run(folder, command(/^ {2}CMD (\[.+\])$/m), { PORT }).ended).code).toBe(0);
    api.child.kill('SIGTERM');
    expect(await api.ended).toMatchObject({ code: 0 });
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});

test('the context of the build has what the Dockerfile copies, and nothing else', () => {
  const ignore = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const allowed = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const named = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );
  expect(ignore).toContain('*');
  expect(new Set(allowed)).toEqual(new Set(named));
});

test('the image does not run as root, and its server is process 1', () => {
  expect(dockerfile).toMatch(/^USER [1-9]\d*(:[1-9]\d*)?$/m);
  expect(command(/^CMD (\[.+\])$/m)).toEqual(
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start.split(' '),
  );
});
