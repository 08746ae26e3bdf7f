import type { MigrateOptions } from '@mikro-orm/core';
import { MigrationError } from '../errors.ts';
import type { MigrationFile } from './migration-file.ts';
import { nearest } from './nearest.ts';

/** Which migrations a caller asks for, by their full names. */
export interface Selection {
  /** Only these. */
  only?: string[];
  /** `up`: after this one. */
  from?: string;
  /** `up`: up to and with this one. `down`: back to this one, which stays; 0 for the empty database. */
  to?: string | 0;
}

/**
 * Reads what MikroORM's `up` and `down` accept.
 *
 * @param fullName Completes a name.
 */
export function readSelection(
  options: string | string[] | MigrateOptions | undefined,
  fullName: (name: string) => string,
): Selection {
  if (typeof options === 'object' && !Array.isArray(options) && options.transaction !== undefined) {
    throw new MigrationError(
      'CHANGE_NOT_SUPPORTED',
      'up and down take no transaction: each migration has one of its own, with its history row. Nothing was changed. ' +
        'Call them outside of transactions.',
    );
  }
  const full = (name: string | number) => fullName(String(name));
  if (typeof options === 'string' || Array.isArray(options)) {
    return { only: [options].flat().map(full) };
  }
  return {
    ...(options?.migrations === undefined ? {} : { only: options.migrations.map(full) }),
    ...(options?.from === undefined || options.from === 0 ? {} : { from: full(options.from) }),
    ...(options?.to === undefined ? {} : { to: options.to === 0 ? 0 : full(options.to) }),
  };
}

/**
 * The migrations to apply, in order.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION for a name that no file has.
 */
export function selectUp<File extends MigrationFile>(
  all: readonly File[],
  applied: ReadonlySet<string>,
  { only, from, to }: Selection,
): File[] {
  const names = all.map(({ name }) => name);
  const position = (name: string) => known(name, names, 'in the migrations folder');
  const first = from === undefined ? 0 : position(from) + 1;
  const last = typeof to === 'string' ? position(to) : names.length - 1;
  const wanted = only === undefined ? undefined : new Set(only.map((name) => names[position(name)]));
  return all.filter(
    ({ name }, index) =>
      index >= first && index <= last && !applied.has(name) && (wanted === undefined || wanted.has(name)),
  );
}

/**
 * The migrations to revert, the last applied first.
 *
 * @param applied In the order of application.
 * @throws {MigrationError} UNKNOWN_MIGRATION, NOTHING_TO_REVERT, HISTORY_MISMATCH where a file is missing.
 */
export function selectDown(
  all: readonly MigrationFile[],
  applied: readonly string[],
  { only, from, to }: Selection,
): MigrationFile[] {
  if (from !== undefined) {
    throw new MigrationError(
      'UNKNOWN_MIGRATION',
      `down starts at the last applied migration, not at ${from}. Use --to <name> to revert everything after <name>, or --only <name>. Nothing was reverted.`,
    );
  }
  const position = (name: string) => known(name, applied, 'among the applied migrations');
  let reverted: readonly string[];
  if (only !== undefined) {
    const wanted = new Set(only.map((name) => applied[position(name)]));
    reverted = applied.filter((name) => wanted.has(name));
  } else if (to === undefined) {
    reverted = applied.slice(-1);
  } else {
    reverted = to === 0 ? applied : applied.slice(position(to) + 1);
  }
  if (reverted.length === 0) {
    throw new MigrationError(
      'NOTHING_TO_REVERT',
      applied.length === 0
        ? 'There is nothing to revert: no migration is applied to this database.'
        : `There is nothing to revert: no migration was applied after ${to}.`,
    );
  }
  return reverted.toReversed().map((name) => {
    const file = all.find((candidate) => candidate.name === name);
    if (file === undefined) {
      throw new MigrationError(
        'HISTORY_MISMATCH',
        `${name} is applied, but its file is missing: it cannot be reverted. Nothing was reverted. ` +
          'Bring the file back from version control.',
      );
    }
    return file;
  });
}

/**
 * The place of `name` in `names`.
 *
 * @param where For the message: `in the migrations folder`.
 * @throws {MigrationError} UNKNOWN_MIGRATION with the name that was probably meant.
 */
export function known(name: string, names: readonly string[], where: string): number {
  const index = names.indexOf(name);
  if (index >= 0) {
    return index;
  }
  const suggestion = nearest(name, names);
  const hint =
    suggestion !== undefined
      ? ` Did you mean ${suggestion}?`
      : names.length === 0
        ? ' There is none.'
        : ` The last one is ${names.at(-1)}.`;
  throw new MigrationError(
    'UNKNOWN_MIGRATION',
    `There is no migration ${name} ${where}.${hint} Nothing was changed.`,
  );
}
