import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DatabaseLocation } from '../../src/config.ts';
import {
  type CommandLineProject,
  newCommandLineProject,
  OWN_PROGRAM,
  removeProjects,
} from '../migrator/run/command-line.ts';
import { describeDatabases } from '../support/databases.ts';

const create = `
  override up() {
    this.addSql('create table "lists" ("id" integer primary key)');
  }
  override down() {
    this.addSql('drop table "lists"');
    this.loses({ table: 'lists' });
  }`;

let project: CommandLineProject;
/** Nobody listens there. */
const UNREACHABLE: DatabaseLocation = { dialect: 'postgresql', url: 'postgresql://nobody@127.0.0.1:1/none' };

beforeAll(async () => {
  project = await newCommandLineProject({ Migration01_create: create }, OWN_PROGRAM);
});
afterAll(removeProjects);

describe('npx todo', () => {
  test('lists the commands of MikroORM and ours, those of migrations together', async () => {
    const { code, stdout, stderr } = await project.run(UNREACHABLE, '--help');
    expect([code, stderr]).toEqual([0, '']);
    const commands = [...stdout.replace(/^Options:.*/ms, '').matchAll(/^ {2}npx todo (\S+)/gm)].map(
      ([, name]) => name,
    );
    expect(commands).toEqual([...commands].sort());
    expect(commands).toEqual(
      expect.arrayContaining([
        'debug',
        'migration:create',
        'migration:rebase',
        'migration:up',
        'schema:update',
      ]),
    );
    expect(commands).toEqual([...new Set(commands)]);
  });

  test('says in the help of a command what its exit codes mean, and gives an example', async () => {
    const { stdout } = await project.run(UNREACHABLE, 'migration:rebase --help');
    expect(stdout).toContain('npx todo migration:rebase --base develop');
    expect(stdout).toContain(`Exit codes:
  0  done, or nothing to do
  1  refused; nothing was changed
  2  wrong usage: an unknown command or option, a missing or wrong value`);
  });

  test.each([
    [
      'migration:upp',
      'There is no command migration:upp; did you mean migration:up? npx todo --help lists all.',
    ],
    ['down', 'There is no command down; did you mean migration:down? npx todo --help lists all.'],
    ['--quiet', 'No command was given. npx todo --help lists all.'],
    [
      'migration:rebase --bas main',
      'There is no option --bas; did you mean --base? npx todo migration:rebase --help shows how it is used.',
    ],
    ['migration:up --to', '--to needs a value. npx todo migration:up --help shows how it is used.'],
    [
      'migration:up --to a --to b',
      '--to is given more than once. npx todo migration:up --help shows how it is used.',
    ],
    [
      'migration:up Migration01_create',
      'migration:up takes no argument Migration01_create. npx todo migration:up --help shows how it is used.',
    ],
  ])('%s is wrong usage: a sentence, and 2', async (args, message) => {
    expect(await project.run(UNREACHABLE, args)).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `${message}\n`,
    });
  });

  test('says with --json that the usage is wrong', async () => {
    const { code, stdout, stderr } = await project.run(UNREACHABLE, 'migration:rebase --json --bas main');
    expect([code, stderr]).toEqual([2, '']);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'WRONG_USAGE', message: expect.stringContaining('did you mean --base?') },
    });
  });

  test('says a refusal with --json', async () => {
    const { code, stdout, stderr } = await project.run(
      UNREACHABLE,
      'migration:rebase --json --quiet --base nowhere',
    );
    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'GIT_NEEDED', message: expect.any(String) } });
  });

  test('checks with --json', async () => {
    const { code, stdout, stderr } = await project.run(UNREACHABLE, 'migration:check --json --quiet');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ findings: [], notes: expect.any(Array) });
  });

  test('says in one line that a command of MikroORM failed on a database which does not answer', async () => {
    expect(await project.run(UNREACHABLE, 'schema:update --run')).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'connect ECONNREFUSED 127.0.0.1:1.\n',
    });
  });
});

describeDatabases(
  'npx todo',
  (database) => {
    test('migrates, and refuses to, as mikro-orm does', async () => {
      const stock = await newCommandLineProject({ Migration01_create: create });
      const [theirs, ours] = [await database.create('empty'), await database.create('empty')];
      const withoutTimes = (text: string) => text.replace(/[\d.]+ m?s/g, 'some time');
      for (const command of ['up', 'down', 'down']) {
        const expected = await stock.run(theirs, `migration:${command}`);
        const { code, stdout, stderr } = await project.run(ours, `migration:${command}`);
        expect([command, code, withoutTimes(stdout), stderr]).toEqual([
          command,
          expected.code,
          withoutTimes(expected.stdout),
          expected.stderr,
        ]);
      }
    });
  },
  'sqlite',
);
