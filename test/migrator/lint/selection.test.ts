import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type Selection, selectMigrations } from '../../../src/migrator/lint/select-migrations.ts';
import { nameAt, newFolder, withProject, writeMigration } from './project.ts';

const run = promisify(execFile);
const BODY = `  override up() { this.addSql('select 1'); }\n  override down() { this.addSql('select 1'); }`;

/** Which migrations of a folder are linted, by their places, and the sentence about it. */
async function select(folder: string, selection: Selection = {}): Promise<[places: number[], note: string]> {
  const { files, note } = await withProject(folder, (project) => selectMigrations(project, selection));
  return [files.map(({ name }) => [0, 1, 2, 3].findIndex((place) => nameAt(place) === name)), note];
}

/** A folder of migrations in a git repository, each in a commit of its own. */
async function newHistory(count: number) {
  const folder = await newFolder();
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
  const commit = async (place: number) => {
    await writeMigration(folder, place, BODY);
    await git('add', '--all');
    await git('commit', '--quiet', '--message', nameAt(place));
  };
  await git('init', '--quiet', '--initial-branch=main');
  for (let place = 0; place < count; place++) {
    await commit(place);
  }
  return { folder, git, commit };
}

describe('migration:lint chooses', () => {
  test('what is not on the main branch, committed or not', async () => {
    const { folder, git, commit } = await newHistory(1);
    await git('checkout', '--quiet', '-b', 'work');
    await commit(1);
    await writeMigration(folder, 2, BODY);
    expect(await select(folder)).toEqual([[1, 2], 'Linted 2 migrations not in main.']);
  });

  test('nothing where nothing is new, and says so', async () => {
    const { folder, git } = await newHistory(2);
    await git('checkout', '--quiet', '-b', 'work');
    expect(await select(folder)).toEqual([
      [],
      'Nothing to lint: none of the 2 migrations is new since main. --all lints every one.',
    ]);
  });

  test('on the main branch what came with the last commit', async () => {
    const { folder } = await newHistory(3);
    expect(await select(folder)).toEqual([[2], 'Linted 1 migration not in the commit before this one.']);
  });

  test('on the main branch what came since the last release', async () => {
    const { folder, git, commit } = await newHistory(1);
    await git('tag', 'v1');
    await commit(1);
    await commit(2);
    await git('tag', 'v2');
    expect(await select(folder)).toEqual([[1, 2], 'Linted 2 migrations not in release v1.']);
  });

  test('what a checkout without a branch has beyond the main branch', async () => {
    const { folder, git, commit } = await newHistory(1);
    await git('checkout', '--quiet', '--detach');
    await commit(1);
    expect(await select(folder)).toEqual([[1], 'Linted 1 migration not in main.']);
    await git('checkout', '--quiet', '--detach', 'main');
    expect((await select(folder))[0]).toEqual([0]);
  });

  test('all where git cannot tell', async () => {
    const folder = await newFolder();
    await writeMigration(folder, 0, BODY);
    expect(await select(folder)).toEqual([
      [0],
      'Linted all 1 migration: there is no git history here that would tell which are new. (--base <commit> says which are not new.)',
    ]);
    const { folder: shallow } = await newHistory(1);
    expect(await select(shallow)).toEqual([
      [0],
      'Linted all 1 migration: neither a main branch nor an earlier commit is here (a shallow clone?). (--base <commit> says which are not new.)',
    ]);
  });

  test('what is asked for', async () => {
    const { folder } = await newHistory(3);
    expect(await select(folder, { all: true })).toEqual([[0, 1, 2], 'Linted all 3 migrations.']);
    expect(await select(folder, { base: 'HEAD~2' })).toEqual([[1, 2], 'Linted 2 migrations not in HEAD~2.']);
    const named = [nameAt(0), `${folder}/${nameAt(2)}.ts`];
    expect(await select(folder, { files: named })).toEqual([[0, 2], 'Linted 2 migrations.']);
    await expect(select(folder, { files: ['nothing'] })).rejects.toMatchObject({ code: 'UNKNOWN_MIGRATION' });
    await expect(select(folder, { base: 'nothing' })).rejects.toMatchObject({ code: 'GIT_NEEDED' });
  });
});
