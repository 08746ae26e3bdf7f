import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const COPIED = ['codegen.yml', 'package.json', 'tsconfig.json', 'client', 'contract', 'schema', 'src'];

/** What a command printed, and whether it succeeded. */
async function outcome(command: string, args: string[], cwd: string) {
  const bin = join(root, 'node_modules/.bin', command);
  try {
    const { stdout, stderr } = await run(bin, args, { cwd });
    return { succeeded: true, output: stdout + stderr };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { succeeded: false, output: stdout + stderr };
  }
}

describe('codegen', () => {
  let project: string;
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'todo-codegen-'));
    await Promise.all(COPIED.map((path) => cp(join(root, path), join(project, path), { recursive: true })));
    await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  test('what is committed is fresh, and what is stale is found', async () => {
    expect((await outcome('graphql-codegen', ['--check'], project)).succeeded).toBe(true);
    await writeFile(
      join(project, 'schema/todo/extra.graphqls'),
      'extend type Query { "How many." todoCount: Int! }',
    );
    const stale = await outcome('graphql-codegen', ['--check'], project);
    expect(stale.succeeded).toBe(false);
    expect(stale.output).toContain('src/resolvers/Query/todoCount.ts');
    await rm(join(project, 'schema/todo/extra.graphqls'));
  });

  test('a field that neither the entity nor a resolver provides does not compile, whether it may be null or not', async () => {
    for (const [file, field] of [
      ['todo', '"Minutes." minutes: Int'],
      ['todo', '"Author." author: String!'],
      ['create-todo', '"Warning." warning: String'],
    ] as const) {
      const type = file === 'todo' ? 'type Todo implements Node {' : 'type CreateTodoPayload {';
      const path = join(project, `schema/todo/${file}.graphqls`);
      const sdl = await readFile(path, 'utf8');
      await writeFile(path, sdl.replace(type, `${type}\n  ${field}`));
    }
    expect((await outcome('graphql-codegen', [], project)).succeeded).toBe(true);
    const { output } = await outcome('tsc', ['--noEmit'], project);
    const errors = output.split('\n').filter((line) => line.startsWith('src/resolvers/'));
    expect(errors.map((line) => /^[\w/]+\.ts/.exec(line)?.[0]).sort()).toEqual([
      'src/resolvers/Mutation/createTodo.ts',
      'src/resolvers/Todo.ts',
      'src/resolvers/Todo.ts',
    ]);
    expect(output).toContain(`'warning' is missing`);
  });
});
