import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EntitySchema } from '@mikro-orm/core';
import type { DatabaseLocation } from '../../../src/config.ts';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import type { DualMigrator } from '../../../src/migrator/index.ts';
import type { RebaseResult } from '../../../src/migrator/rebase/index.ts';

const run = promisify(execFile);
const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** A git repository that holds a folder of migrations; the entities are given with each call. */
export interface Repository {
  /** The folder of the migrations. */
  folder: string;
  /** Runs git there. Gives what it printed, also where git says no. */
  git(...args: string[]): Promise<string>;
  /** Makes a migration and commits it. Gives its name. */
  commit(entities: EntitySchema[], name: string, renames?: string[]): Promise<string>;
  rebase(entities: EntitySchema[], base?: string, location?: DatabaseLocation): Promise<RebaseResult>;
  /** Does something with a migrator over `entities` and a database. */
  within<T>(
    entities: EntitySchema[],
    location: DatabaseLocation | undefined,
    work: (migrator: DualMigrator, orm: Orm) => Promise<T>,
  ): Promise<T>;
}

/** A new repository, on its branch `main`, without a commit. */
export async function newRepository(): Promise<Repository> {
  const home = await mkdtemp(join(process.env.TODO_TEST_FOLDER ?? '', 'repository-'));
  const folder = join(home, 'migrations');
  await mkdir(folder);
  const git = async (...args: string[]) => {
    const options = { cwd: home, env: { ...process.env, ...IDENTITY } };
    const { stdout } = await run('git', args, options).catch((error: { stdout?: string }) => {
      if (error.stdout === undefined) {
        throw error;
      }
      return { stdout: error.stdout };
    });
    return stdout;
  };
  await git('init', '--quiet', '--initial-branch=main');
  const within: Repository['within'] = async (entities, location, work) => {
    const orm = await openOrm(location ?? { dialect: 'sqlite', path: join(home, 'none.db') }, {
      entities,
      migrations: { path: folder, silent: true },
      logger: () => undefined,
    });
    try {
      return await work(orm.migrator as unknown as DualMigrator, orm);
    } finally {
      await orm.close(true);
    }
  };
  return {
    folder,
    git,
    within,
    async commit(entities, name, renames = []) {
      process.env.MIGRATION_RENAMES = renames.join(',');
      const { fileName } = await within(entities, undefined, (migrator) =>
        migrator.create(undefined, false, false, name),
      ).finally(() => delete process.env.MIGRATION_RENAMES);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', name);
      return fileName.replace(/\.ts$/, '');
    },
    rebase: (entities, base, location) => within(entities, location, (migrator) => migrator.rebase({ base })),
  };
}
