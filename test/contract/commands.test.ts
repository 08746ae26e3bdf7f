import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { printSchema } from 'graphql';
import { checkSchema } from '../../contract/commands/check.ts';
import { releaseSchema } from '../../contract/commands/release.ts';
import { notCompared } from '../../contract/not-compared.ts';
import { printReleased } from '../../contract/old-clients/released.ts';
import { readSdl } from '../../contract/sdl/read-sdl.ts';
import { entities } from '../../src/entities/index.ts';
import { typeDefs } from '../../src/resolvers/index.ts';
import { schema } from './schemas.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const COPIED = ['contract', 'package.json', 'schema', 'src/entities'];
/** What the client of the copy sends: a part of what is here, so that a new operation changes no finding below. */
const SENT = ['filter-todos.graphql', 'list-todos.graphql', 'one-todo.graphql', 'todo-parts.graphql'];

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'todo-contract-'));
  await Promise.all(COPIED.map((path) => cp(join(ROOT, path), join(root, path), { recursive: true })));
  const sent = join(root, 'contract/operations/web');
  const others = (await readdir(sent)).filter((file) => !SENT.includes(file));
  await Promise.all(others.map((file) => rm(join(sent, file))));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Runs `npm run schema:<name>` in the copy. */
function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const options = { cwd: root, env: { PATH: process.env.PATH } };
    execFile(process.execPath, ['contract/main.ts', ...args], options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Replaces text in a file of the copy. */
async function edit(path: string, before: string | RegExp, after: string): Promise<void> {
  const text = await readFile(join(root, path), 'utf8');
  expect(text).toMatch(before);
  await writeFile(join(root, path), text.replace(before, after));
}

const check = () => checkSchema({ root, entities, notCompared });
const released = () => readFile(join(root, 'contract/released.graphql'), 'utf8');
/** A field that one client asks for, without which the entities have a property too many. */
const PRIORITY = /"How urgent it is\."\n {2}priority: Priority!\n/;

describe('The SDL of this repository', () => {
  test('breaks no old client, and is in step with the entities', async () => {
    expect(await checkSchema({ root: ROOT, entities, notCompared })).toMatchObject({ findings: [] });
  });

  test('is read as the server loads it', async () => {
    expect(printReleased(await readSdl(root))).toBe(printReleased(schema(typeDefs)));
    expect(printSchema(await readSdl(root))).toContain('directive @length(');
  });
});

describe('schema:check', () => {
  test('exits 0 where there are no findings, with JSON for scripts', async () => {
    const { code, stdout } = await run('check', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, await check()]);
  });

  test('exits 1 with findings, each with its place, its rule, the problem and the remedy', async () => {
    await edit('schema/todo/todo.graphqls', PRIORITY, '');
    const { code, stdout } = await run('check');
    expect(code).toBe(1);
    expect(stdout).toBe(`4 findings:

Todo.priority  schema/todo/todo.graphqls:2  contract/released.graphql:${await lineOf('priority: Priority!', 2)}  [breaking-change]
  Field 'priority' was removed from object type 'Todo'.
  Put it back with @deprecated(reason: "…"), release that (npm run schema:release), and remove it in a later release.

query DueTodos  contract/operations/web/filter-todos.graphql:35  [operation]
  Cannot query field "priority" on type "Todo".
  Clients that are in use send this: mend schema/, or remove the operation once none does.

fragment TodoParts  contract/operations/web/todo-parts.graphql:7  [operation]
  Cannot query field "priority" on type "Todo".
  Clients that are in use send this: mend schema/, or remove the operation once none does.

Todo.priority  schema/todo/todo.graphqls:2  src/entities/todo.ts:32  [entity-model]
  The entity has this property, the type Todo has no such field.
  Add the field to the SDL, or give the reason in contract/not-compared.ts.

To break old clients all the same: npm run schema:release -- --breaking="the reason".
`);
  });

  test('validates every client, in a folder or not, and wants one', async () => {
    await writeFile(join(root, 'contract/operations/app.graphql'), 'query A { nothing }');
    expect((await check()).findings).toMatchObject([
      { subject: 'query A', problem: 'Cannot query field "nothing" on type "Query".' },
    ]);
    await rm(join(root, 'contract/operations'), { recursive: true });
    expect((await check()).findings.map(({ problem }) => problem)).toEqual([
      'There is no operation of a client: it is not known what clients send.',
    ]);
  });

  test('stops at a file that does not parse, and says file and line', async () => {
    await edit('schema/node/node.graphqls', 'interface Node', 'interfaces Node');
    await expect(check()).rejects.toMatchObject({
      code: 'SYNTAX',
      message:
        'schema/node/node.graphqls:1: Syntax Error: Unexpected description, only GraphQL definitions support descriptions.',
    });
  });

  test('stops at files that make no schema together', async () => {
    await edit('schema/todo/todo.graphqls', 'priority: Priority!', 'priority: Urgency!');
    await expect(check()).rejects.toMatchObject({
      code: 'SDL_INVALID',
      message: 'The SDL makes no schema: Unknown type "Urgency".',
    });
  });

  test('exits 2 when it is called with an option that there is not', async () => {
    const { code, stdout, stderr } = await run('check', '--jsn');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Unknown option '--jsn'[\s\S]*\n {2}npm run schema:check /);
  });

  test('without a released file says how to get one', async () => {
    await rm(join(root, 'contract/released.graphql'));
    expect((await check()).findings.map(({ problem }) => problem)).toEqual([
      'There is no such file: it is not known what clients rely on.',
    ]);
    expect(await releaseSchema(root)).toEqual(['contract/released.graphql']);
    expect((await check()).findings).toEqual([]);
  });
});

/** The line of the released file with `text`, the nth one. */
async function lineOf(text: string, nth: number): Promise<number> {
  const lines = (await released()).split('\n');
  return (
    [...lines.keys()].filter((index) => lines[index]?.includes(text)).map((index) => index + 1)[nth - 1] ?? 0
  );
}

describe('schema:release', () => {
  test('writes nothing where nothing changed, whatever the order in schema/', async () => {
    await edit('schema/todo/todo.graphqls', PRIORITY, '');
    await edit(
      'schema/todo/todo.graphqls',
      '  id: ID!\n',
      '$&  "How urgent it is."\n  priority: Priority!\n',
    );
    expect(await releaseSchema(root)).toEqual([]);
  });

  test('writes an addition, which from then on cannot be taken away', async () => {
    const before = await released();
    await edit('schema/todo/todo.graphqls', PRIORITY, '$&  "Where."\n  place: String\n');
    expect(await releaseSchema(root)).toEqual(['contract/released.graphql']);
    expect((await released()).split('\n').filter((line) => !before.split('\n').includes(line))).toEqual([
      '  """Where."""',
      '  place: String',
    ]);
    await edit('schema/todo/todo.graphqls', '  "Where."\n  place: String\n', '');
    expect((await check()).findings.map(({ subject }) => subject)).toEqual(['Todo.place']);
  });

  test('lets go what an earlier release deprecated', async () => {
    await edit('schema/todo/todo.graphqls', 'priority: Priority!', '$& @deprecated(reason: "None is.")');
    expect(await releaseSchema(root)).toEqual(['contract/released.graphql']);
    await edit('schema/todo/todo.graphqls', /"How urgent it is\."\n.*@deprecated.*\n/, '');
    const { findings, notes } = await check();
    expect(findings.filter(({ rule }) => rule === 'breaking-change')).toEqual([]);
    expect(notes).toMatchObject([
      { subject: 'Todo.priority', remedy: 'It was deprecated in the last release.' },
    ]);
    expect(await releaseSchema(root)).toEqual(['contract/released.graphql']);
  });

  test('refuses what breaks old clients', async () => {
    const before = await released();
    await edit('schema/todo/todo.graphqls', PRIORITY, '');
    const { code, stdout } = await run('release', '--json');
    const { error } = JSON.parse(stdout);
    expect([code, error.code]).toEqual([1, 'BREAKING_CHANGES']);
    expect(error.message).toMatch(
      /^This would break old clients:\n\nTodo\.priority .*\n {2}Field 'priority' was/,
    );
    expect(error.message).toMatch(
      /\nNothing was changed\. If it has to be: npm run schema:release -- --breaking=/,
    );
    expect(await released()).toBe(before);
  });

  test('releases it for a reason, and keeps that', async () => {
    await edit('schema/todo/todo.graphqls', PRIORITY, '');
    await expect(releaseSchema(root, ' ')).rejects.toMatchObject({ code: 'REASON_MISSING' });
    expect(await releaseSchema(root, 'Nobody has set one.')).toEqual([
      'contract/released.graphql',
      'contract/breaking-changes.md',
    ]);
    expect(await readFile(join(root, 'contract/breaking-changes.md'), 'utf8')).toBe(
      `# What was broken on purpose, and why

Written by \`npm run schema:release -- --breaking="…"\`.

## Nobody has set one.

- \`Todo.priority\`: Field 'priority' was removed from object type 'Todo'.
`,
    );
    expect((await check()).findings.filter(({ rule }) => rule === 'breaking-change')).toEqual([]);
  });
});
