import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type EntitySchema, p } from '@mikro-orm/core';
import { CHECKSUM_FILE } from '../../../src/migrator/history/checksum-file.ts';
import { describeDatabases } from '../../support/databases.ts';
import { newRepository, type Repository } from './repository.ts';
import { items } from './shapes.ts';

/** What `items` takes. */
type Model = [properties: Record<string, unknown>, options?: object];

const EMPTY: Model = [{}];
const NOTE = { note: p.text().nullable() };
const SIZE = { size: p.integer().nullable() };
const NOT_TRIED =
  'The new order was tried on SQLite, not on PostgreSQL: run migration:check with DATABASE_URL naming a PostgreSQL server.';

/** Commits `start`, then `ours` on the branch feature and `theirs` on main, and merges main into the branch. */
async function parted(
  start: EntitySchema[],
  ours: EntitySchema[],
  theirs: EntitySchema[],
  beforeMerge: (repository: Repository) => Promise<unknown> = async () => {},
) {
  const repository = await newRepository();
  const names = { start: await repository.commit(start, 'start'), ours: '', theirs: '' };
  await repository.git('checkout', '--quiet', '-b', 'feature');
  names.ours = await repository.commit(ours, 'ours');
  await beforeMerge(repository);
  await repository.git('checkout', '--quiet', 'main');
  names.theirs = await repository.commit(theirs, 'theirs');
  await repository.git('checkout', '--quiet', 'feature');
  await repository.git('merge', '--quiet', 'main');
  return { repository, names };
}

async function refusal(repository: Repository, merged: EntitySchema[]): Promise<string> {
  const before = await contents(repository);
  const error: unknown = await repository.rebase(merged, 'main').catch((reason: unknown) => reason);
  expect(await contents(repository)).toEqual(before);
  return error instanceof Error ? error.message : String(error);
}

async function contents({ folder }: Repository): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

const DECIDE =
  'Nothing was changed. Decide for one of them: take the change out of the migration of this branch (and out of the entities), or make it a new migration after the merge.';

describe('migration:rebase refuses, with nothing changed,', () => {
  test.each<[what: string, sides: Model[], merged: EntitySchema[], ...lines: string[]]>([
    [
      'a column that both add',
      [[{}], [{ note: p.text().nullable() }], [{ note: p.integer().nullable() }]],
      items(NOTE),
      '- This branch adds column "note" of "items", and main adds it too.',
    ],
    [
      'a column that both drop',
      [[{ ...NOTE, ...SIZE }], [SIZE], [SIZE]],
      items(SIZE),
      '- This branch drops column "note" of "items", and main drops it too.',
    ],
    [
      'a column that both change',
      [[SIZE], [{ size: p.bigint().nullable() }], [{ size: p.integer().nullable().default(3) }]],
      items({ size: p.bigint().nullable() }),
      '- This branch changes column "size" of "items", and main changes it too.',
    ],
    [
      'a column that one changes and the other drops',
      [[{ ...SIZE, ...NOTE }], [{ size: p.integer().nullable().default(3), ...NOTE }], [NOTE]],
      items(NOTE),
      '- This branch changes column "size" of "items", and main drops it.',
    ],
    [
      'an index on a column that the other drops',
      [[{ ...SIZE, ...NOTE }], [{ size: p.integer().nullable().index(), ...NOTE }], [NOTE]],
      items(NOTE),
      '- This branch adds index "ix_items_size" of "items", and main drops column "size" of "items".',
    ],
    [
      'a check that both add',
      [
        [SIZE],
        [SIZE, { checks: [{ name: 'ck_items_size', expression: '"size" > 0' }] }],
        [SIZE, { checks: [{ name: 'ck_items_size', expression: '"size" > 1' }] }],
      ],
      items(SIZE, { checks: [{ name: 'ck_items_size', expression: '"size" > 1' }] }),
      '- This branch adds check "ck_items_size" of "items", and main adds it too.',
    ],
  ])('%s', async (_what, [start = EMPTY, ours = EMPTY, theirs = EMPTY], merged, ...lines) => {
    const { repository } = await parted(items(...start), items(...ours), items(...theirs));
    expect(await refusal(repository, merged)).toBe(
      ['This branch and main contradict each other:', ...lines, DECIDE].join('\n'),
    );
  });

  test('a table that one drops and the other changes', async () => {
    const { repository } = await parted(items(SIZE), items({ ...SIZE, ...NOTE }), items(SIZE).slice(0, 1));
    expect(await refusal(repository, items(SIZE).slice(0, 1))).toBe(
      [
        'This branch and main contradict each other:',
        '- This branch adds column "note" of "items", and main drops table "items".',
        DECIDE,
      ].join('\n'),
    );
  });

  test('an entity model that is not what both sides made of it', async () => {
    const { repository } = await parted(items({ ...SIZE }), items({}), items({ ...SIZE, ...NOTE }));
    expect(await refusal(repository, items({ ...SIZE, extra: p.boolean().nullable() }))).toBe(
      [
        'The migrations of main and, after them, those of this branch do not lead to the entity model:',
        '- On SQLite: Column "items"."size" is missing.',
        '- On SQLite: Column "items"."extra" is missing.',
        '- On SQLite: Column "note" of "items" stays, and the entity model has it no more.',
        'Nothing was changed. Bring the entities to what both sides want; what neither side migrates yet, leave out until after this, and run migration:create for it then.',
      ].join('\n'),
    );
  });

  test('a branch that lacks migrations of the other side', async () => {
    const repository = await newRepository();
    await repository.commit(items({}), 'start');
    await repository.git('branch', 'feature');
    const theirs = await repository.commit(items(NOTE), 'theirs');
    await repository.git('checkout', '--quiet', 'feature');
    await repository.commit(items(SIZE), 'ours');
    expect(await refusal(repository, items(SIZE))).toBe(
      `${theirs} of main is not here. Nothing was changed. Merge first (git merge main); a migration that others have is not deleted or renamed.`,
    );
  });

  test('a migration with the marks of a merge in it', async () => {
    const { repository, names } = await parted(items({}), items(SIZE), items(NOTE));
    const path = join(repository.folder, `${names.ours}.ts`);
    await writeFile(path, `<<<<<<< HEAD\n${await readFile(path, 'utf8')}`);
    expect(await refusal(repository, items({ ...SIZE, ...NOTE }))).toBe(
      `${path} holds the conflict marks of a merge. Nothing was changed. Resolve it and run this again.`,
    );
  });

  test('a base that does not exist, and a repository without a main branch', async () => {
    const repository = await newRepository();
    await repository.commit(items({}), 'start');
    await expect(repository.rebase(items({}), 'nope')).rejects.toMatchObject({
      code: 'GIT_NEEDED',
      message: 'There is no branch or commit nope in this repository.',
    });
    await repository.git('branch', '--move', 'trunk');
    await expect(repository.rebase(items({}))).rejects.toMatchObject({
      message:
        'There is no branch main or master, here or at the origin, to put the migrations of this branch after. Name the other side: migration:rebase --base <branch>.',
    });
  });
});

describe('migration:rebase', () => {
  test('gives the migrations of the branch later names, in their order, and leaves those of main', async () => {
    const repository = await newRepository();
    await repository.commit(items({}), 'start');
    await repository.git('checkout', '--quiet', '-b', 'feature');
    const one = await repository.commit(items(SIZE), 'one');
    const two = await repository.commit(items({ ...SIZE, rank: p.integer().nullable() }), 'two');
    await repository.git('checkout', '--quiet', 'main');
    const theirs = await repository.commit(items(NOTE), 'theirs');
    await repository.git('checkout', '--quiet', 'feature');
    await repository.git('merge', '--quiet', 'main');
    const { renumbered, base, notes } = await repository.rebase(
      items({ ...NOTE, ...SIZE, rank: p.integer().nullable() }),
    );
    expect([base, notes]).toEqual(['main', [NOT_TRIED]]);
    expect(renumbered.map(({ from }) => from)).toEqual([one, two]);
    const [first = '', second = ''] = renumbered.map(({ to }) => to);
    expect([theirs, first, second].toSorted()).toEqual([theirs, first, second]);
    const files = await contents(repository);
    expect(Object.keys(files).filter((name) => name.endsWith('.ts'))).toHaveLength(4);
    expect(files[`${first}.ts`]).toContain(`export class ${first} extends`);
    expect(files[`${first}.ts`]).toContain(`override name = '${first}';`);
    expect(
      files[CHECKSUM_FILE]?.split('\n').flatMap((line) => /^Migration\S+/.exec(line)?.[0] ?? []),
    ).toEqual(Object.keys(files).flatMap((name) => (name.endsWith('.ts') ? [name.replace('.ts', '')] : [])));
  });

  test('has nothing to renumber when run again, and says the same of both snapshots', async () => {
    const { repository } = await parted(items({}), items(SIZE), items(NOTE));
    const merged = items({ ...NOTE, ...SIZE });
    await repository.rebase(merged);
    const after = await contents(repository);
    expect((await repository.rebase(merged)).renumbered).toEqual([]);
    expect(await contents(repository)).toEqual(after);
  });

  test('works after the merge was committed with either side of the conflict', async () => {
    const { repository, names } = await parted(items({}), items(SIZE), items(NOTE));
    await repository.git('checkout', '--quiet', '--theirs', '--', '.');
    await repository.git('add', '--all');
    await repository.git('commit', '--quiet', '--message', 'merge');
    const { renumbered } = await repository.rebase(items({ ...NOTE, ...SIZE }));
    expect(renumbered.map(({ from }) => from)).toEqual([names.ours]);
  });

  test('sees a contradiction after the merge was committed, too', async () => {
    const { repository } = await parted(items(SIZE), items({}), items({ size: p.bigint().nullable() }));
    await repository.git('checkout', '--quiet', '--ours', '--', '.');
    await repository.git('add', '--all');
    await repository.git('commit', '--quiet', '--message', 'merge');
    expect(await refusal(repository, items({}))).toContain(
      '- This branch drops column "size" of "items", and main changes it.',
    );
  });

  test('works in the middle of a git rebase, which turns the sides round', async () => {
    const repository = await newRepository();
    await repository.commit(items({}), 'start');
    await repository.git('checkout', '--quiet', '-b', 'feature');
    const ours = await repository.commit(items(SIZE), 'ours');
    await repository.git('checkout', '--quiet', 'main');
    await repository.commit(items(NOTE), 'theirs');
    await repository.git('checkout', '--quiet', 'feature');
    await repository.git('rebase', '--quiet', 'main');
    const { renumbered } = await repository.rebase(items({ ...NOTE, ...SIZE }), 'main');
    expect(renumbered.map(({ from }) => from)).toEqual([ours]);
  });

  test('on main itself takes the branch that is being merged for the later one', async () => {
    const { repository, names } = await parted(items({}), items(SIZE), items(NOTE));
    await repository.git('merge', '--abort');
    await repository.git('checkout', '--quiet', 'main');
    await repository.git('merge', '--quiet', 'feature');
    const { renumbered, base } = await repository.rebase(items({ ...NOTE, ...SIZE }));
    expect(base).toBe('this branch before the merge');
    expect(renumbered.map(({ from }) => from)).toEqual([names.ours]);
  });

  test('takes the main branch of the origin where that is ahead', async () => {
    const origin = await parted(items({}), items(SIZE), items(NOTE));
    const { repository } = origin;
    await repository.git('merge', '--abort');
    await repository.git('update-ref', 'refs/remotes/origin/main', 'main');
    await repository.git('branch', '--force', 'main', 'main^');
    await repository.git('merge', '--quiet', 'origin/main');
    const { renumbered, base } = await repository.rebase(items({ ...NOTE, ...SIZE }));
    expect(base).toBe('origin/main');
    expect(renumbered.map(({ from }) => from)).toEqual([origin.names.ours]);
  });
});

describeDatabases('migration:rebase where the migrations of the branch are applied', (database) => {
  test('asks to take them back first, where those of the other side are not', async () => {
    const location = await database.create('empty');
    const { repository, names } = await parted(items({}), items(SIZE), items(NOTE), ({ within }) =>
      within(items(SIZE), location, (migrator) => migrator.up()),
    );
    const merged = items({ ...NOTE, ...SIZE });
    const error: unknown = await repository
      .rebase(merged, 'main', location)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'SIDES_CONTRADICT',
      message: `This database has applied ${names.ours}, but not ${names.theirs}, which will come before. Nothing was changed. Take back what this branch did, then run this again: mikro-orm migration:down --to ${names.start}; afterwards migration:up applies all in the new order.`,
    });
    await repository.within(merged, location, (migrator) => migrator.down({ to: names.start }));
    await repository.rebase(merged, 'main', location);
    await repository.within(merged, location, async (migrator) => {
      await migrator.up();
      expect((await migrator.check()).findings).toEqual([]);
    });
  });

  test('gives their rows the new names, where all of the other side is applied', async () => {
    const location = await database.create('empty');
    const { repository, names } = await parted(items({}), items(SIZE), items(NOTE), ({ within }) =>
      within(items(SIZE), location, (migrator) => migrator.up()),
    );
    const merged = items({ ...NOTE, ...SIZE });
    // Somebody applied the other's migration late, and without the checksum file that forbids it.
    await rm(join(repository.folder, CHECKSUM_FILE));
    await repository.within(merged, location, (migrator) => migrator.up([names.theirs]));
    const { renumbered } = await repository.rebase(merged, 'main', location);
    await repository.within(merged, location, async (migrator) => {
      const executed = await migrator.getExecuted();
      expect(executed.map(({ name }) => name)).toEqual([names.start, renumbered[0]?.to, names.theirs]);
      expect(await migrator.up()).toEqual([]);
      expect((await migrator.check()).findings).toEqual([]);
    });
  });
});
