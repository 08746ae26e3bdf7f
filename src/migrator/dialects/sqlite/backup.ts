import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { MigrationError } from '../../errors.ts';
import type { Row } from '../../run/execute.ts';
import type { RunSettings } from '../../run/options.ts';

/** What of better-sqlite3 is used here: `Database.backup`, SQLite's Online Backup API. */
interface BackupSource {
  backup(destination: string): Promise<unknown>;
}

/**
 * Copies the database into the backup folder, and deletes the oldest copies beyond `keepBackups`. The copy is
 * consistent while others write (SQLite manual, "SQLite Backup API").
 *
 * @returns The file; undefined where backups are off, the database is in memory or has no table yet.
 * @throws {MigrationError} BACKUP_FAILED: nothing has been migrated then.
 */
export async function backUp(
  driver: AbstractSqlDriver,
  file: string | undefined,
  settings: RunSettings,
  historyTable: string,
): Promise<string | undefined> {
  const connection = driver.getConnection();
  if (file === undefined || settings.keepBackups <= 0) {
    return undefined;
  }
  const tables: Row[] = await connection.execute(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
  );
  if (tables.every(({ name }) => name === historyTable)) {
    return undefined;
  }
  const folder = resolve(settings.backupFolder ?? join(dirname(file), 'backups'));
  const name = basename(file, extname(file));
  const target = join(folder, `${name}-${new Date().toISOString().replace(/[-:]/g, '')}.db`);
  try {
    await mkdir(folder, { recursive: true });
    const source = (await connection.getNativeClient()) as unknown as BackupSource;
    // Under another name until it is whole: a killed run must not leave half a backup that looks like one.
    await source.backup(`${target}.partial`);
    await rename(`${target}.partial`, target);
    await deleteOldest(folder, name, settings.keepBackups);
  } catch (error) {
    await rm(`${target}.partial`, { force: true }).catch(() => {});
    throw new MigrationError(
      'BACKUP_FAILED',
      `The backup of ${file} to ${target} failed: ${error instanceof Error ? error.message : String(error)}. ` +
        'Nothing was migrated. Make room or give another folder (dualMigrator({ backupFolder })); keepBackups: 0 takes none.',
      { cause: error },
    );
  }
  return target;
}

async function deleteOldest(folder: string, name: string, keep: number): Promise<void> {
  const own = (await readdir(folder)).filter(
    (entry) => entry.startsWith(`${name}-`) && /-\d{8}T\d{6}\.\d{3}Z\.db(\.partial)?$/.test(entry),
  );
  // Their names sort by age.
  const complete = own.filter((entry) => entry.endsWith('.db')).sort();
  const old = [...complete.slice(0, -keep), ...own.filter((entry) => entry.endsWith('.partial'))];
  await Promise.all(old.map((entry) => rm(join(folder, entry), { force: true })));
}
