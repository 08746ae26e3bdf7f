import type { MigrationsOptions, NamingStrategy } from '@mikro-orm/core';
import { MigrationError } from '../errors.ts';
import type { MigrationNames } from './create-migration.ts';
import { nextTimestamp } from './timestamp.ts';

/** What the names of new migrations are made of. */
export interface NameRequest {
  /** Of the whole change, as the developer gave it. */
  name: string | undefined;
  /** What each part is called beside that; empty for the part that has the name alone. */
  suffixes: readonly string[];
  /** The files of all migrations so far. */
  files: readonly string[];
  settings: MigrationsOptions;
  /** Of the new files, without its dot. */
  extension: string;
  naming: NamingStrategy;
}

/**
 * Names for the parts of a change, a second apart, so that they sort in the order in which they are applied.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED where the project's own `migrations.fileName` gives no such names.
 */
export function nameMigrations(request: NameRequest): MigrationNames[] {
  const { suffixes, files, settings, extension, naming } = request;
  const names: MigrationNames[] = [];
  for (const suffix of suffixes) {
    const taken = names.map(({ fileName, className }) => `${className} ${fileName}`);
    const timestamp = nextTimestamp(new Date(), [...files, ...taken]);
    const words = [request.name, suffix].filter((word) => word !== undefined && word !== '');
    const name = words.length === 0 ? undefined : words.join('_');
    const fileName = `${settings.fileName?.(timestamp, name) ?? `Migration${timestamp}`}.${extension}`;
    const last = names.at(-1);
    if (last !== undefined && fileName <= last.fileName) {
      throw new MigrationError(
        'CHANGE_NOT_SUPPORTED',
        `This change is ${suffixes.length} migrations, and migrations.fileName calls the one after ${last.fileName} ${fileName}, ` +
          'which does not sort behind it. Nothing was written. Let that option begin its names with the timestamp that it is given.',
      );
    }
    names.push({ className: naming.classToMigrationName(timestamp, name), fileName });
  }
  return names;
}
