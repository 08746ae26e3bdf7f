import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from '../errors.ts';
import type { Dialect, Schema } from './schema.ts';

/** Raised when older files can no longer be read as they are. */
const FORMAT = 1;

/** Where the schema of `dialect` after the last migration is kept. */
export function snapshotPath(folder: string, dialect: Dialect): string {
  return join(folder, `snapshot.${dialect}.json`);
}

/** The schema before the first migration. */
export function emptySchema(dialect: Dialect): Schema {
  return { dialect, namespaces: [], enums: [], tables: [], views: [] };
}

/** The text of a snapshot file: the same schema gives the same bytes, on any machine. */
export function formatSnapshot(schema: Schema): string {
  return `${JSON.stringify({ format: FORMAT, ...schema }, null, 2)}\n`;
}

/**
 * The schema kept in `folder` for `dialect`, empty when there is no such file.
 *
 * @throws {MigrationError} SNAPSHOT_UNREADABLE when the file holds anything but a snapshot of `dialect`.
 */
export async function readSnapshot(folder: string, dialect: Dialect): Promise<Schema> {
  const path = snapshotPath(folder, dialect);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return emptySchema(dialect);
    }
    throw unreadable(path, 'it cannot be read', error);
  }
  return parseSnapshot(text, path, dialect);
}

/**
 * The schema in the text of the snapshot file at `path`.
 *
 * @throws {MigrationError} SNAPSHOT_UNREADABLE
 */
export function parseSnapshot(text: string, path: string, dialect: Dialect): Schema {
  if (/^(<{7}|={7}|>{7})/m.test(text)) {
    throw unreadable(path, 'it holds the conflict marks of a merge');
  }
  let content: Partial<Schema> & { format?: number };
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'it is not JSON', error);
  }
  if (content === null || typeof content !== 'object' || content.format === undefined) {
    throw unreadable(path, 'it is not a snapshot of this migrator');
  }
  if (content.format !== FORMAT) {
    throw unreadable(path, `its format is ${content.format}, and this version reads format ${FORMAT}`);
  }
  if (content.dialect !== dialect) {
    throw unreadable(path, `it is a snapshot of ${content.dialect}`);
  }
  const { namespaces = [], enums = [], tables = [], views = [] } = content;
  return { dialect, namespaces, enums, tables: tables.map(withPrimaryKey), views };
}

/** JSON has no undefined: a table without a primary key comes back without the field. */
function withPrimaryKey(table: Schema['tables'][number]): Schema['tables'][number] {
  return { ...table, primaryKey: table.primaryKey };
}

function unreadable(path: string, reason: string, cause?: unknown): MigrationError {
  return new MigrationError(
    'SNAPSHOT_UNREADABLE',
    `The snapshot ${path} is unreadable: ${reason}. Restore the version of the last commit that had it right ` +
      `(git checkout <commit> -- ${path}), or after a merge take one side and run migration:rebase.`,
    { cause },
  );
}
