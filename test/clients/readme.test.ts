import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { symlinkSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openOrm } from '../../src/database/orm.ts';
import { newFolder } from '../server/process.ts';
import { listening, post, type SocketServer } from '../server/subscriptions/sockets.ts';
import { createDatabase } from '../support/templates.ts';
import { until } from '../support/until.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let api: SocketServer;
let folder: string;
const stop = new AbortController();

/** The snippets of the README's section for clients, each in a file, in a project that has this package. */
beforeAll(async () => {
  api = await listening(await openOrm(await createDatabase('sqlite', 'migrated')));
  folder = newFolder();
  for (const name of ['node_modules', 'client']) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const options = { extends: join(ROOT, 'tsconfig.json'), include: ['*.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const section = readme.split(/^## /m).find((text) => text.startsWith('Use it from a client')) ?? '';
  const snippets = [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
  expect(snippets).toHaveLength(NAMES.length);
  for (const [index, name] of NAMES.entries()) {
    const code = snippets[index]?.replaceAll('127.0.0.1:4000/graphql', api.address) ?? '';
    await writeFile(join(folder, `${name}.ts`), code);
  }
});
afterAll(() => stop.abort());

const NAMES = ['fetch', 'apollo', 'urql'] as const;

/** What a command prints, line by line, until it ends or the test does. */
async function* run(command: string, ...args: string[]): AsyncGenerator<string> {
  const child = spawn(command, args, { cwd: folder, signal: stop.signal, killSignal: 'SIGKILL' });
  child.on('error', () => {});
  const ended = new AbortController();
  child.on('close', () => ended.abort());
  let text = '';
  child.stderr.on('data', (data) => child.stdout.emit('data', data));
  try {
    for await (const [data] of on(child.stdout, 'data', { signal: ended.signal })) {
      const lines = `${text}${data}`.split('\n');
      text = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    // It ended.
  }
}
const start = (name: (typeof NAMES)[number]) => run(process.execPath, `${name}.ts`);
const all = async (lines: AsyncGenerator<string>) => {
  const printed: string[] = [];
  for await (const line of lines) {
    printed.push(line);
  }
  return printed;
};
const next = async (lines: AsyncGenerator<string>) => (await lines.next()).value;
/** Waits for a line: what is shown may be printed more than once. */
const untilLine = async (lines: AsyncGenerator<string>, wanted: string) => {
  for (let line = await next(lines); line !== wanted; line = await next(lines)) {
    expect(line).toEqual(expect.any(String));
  }
};

test('the snippets have types', async () => {
  const lines = run(join(ROOT, 'node_modules/.bin/tsc'), '--noEmit', '--project', folder);
  expect(await all(lines)).toEqual([]);
});

test('fetch creates a todo', async () => {
  expect(await all(start('fetch'))).toEqual(['Buy milk']);
});

test('Apollo Client shows the inbox, and what comes into it', async () => {
  const lines = start('apollo');
  await untilLine(lines, "[ 'Buy milk' ]");
  await until(() => !api.events.hub.isIdle);
  await post(api.address, 'mutation { createTodo(input: { title: "Here" }) { todo { id } } }');
  await untilLine(lines, "[ 'Here', 'Buy milk' ]");
});

test('urql creates a todo and hears of it', async () => {
  const { hub } = api.events;
  const others = hub.subscribers;
  const lines = start('urql');
  // It begins when it is first asked.
  let line = next(lines);
  await until(() => hub.subscribers > others);
  await post(api.address, 'mutation { createTodo(input: { title: "There" }) { todo { id } } }');
  const printed = new Set<string>();
  // It hears of its own todo, too, where it had subscribed before that came.
  while (printed.size < 2) {
    expect(['Buy milk', 'CREATED']).toContain(await line);
    printed.add((await line) ?? '');
    line = next(lines);
  }
});
