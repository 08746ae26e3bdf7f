import type { MigrationsOptions } from '@mikro-orm/core';
import type { KnownFile } from '../history/verify.ts';
import type { Dialect } from '../model/schema.ts';
import { fullMigrationName } from '../run/migration-file.ts';
import { known, selectDown, selectUp } from '../run/select.ts';

/** What `migration:sql` was asked for. */
export interface ScriptRequest {
  /** Default: that of the project's database. */
  dialect?: Dialect;
  /** The migration that was applied last; 0 for the empty database. Default: none going up, all going down. */
  from?: string;
  /** Up: the last one to apply. Down: the one to go back to, which stays, or 0. Default: all going up, one going down. */
  to?: string;
  down?: boolean;
}

/** What leads to the state that a script starts from, and what it does then, in that order. */
interface ScriptTasks {
  before: readonly KnownFile[];
  tasks: readonly KnownFile[];
  direction: 'up' | 'down';
}

/** @throws {MigrationError} UNKNOWN_MIGRATION, NOTHING_TO_REVERT */
export function selectTasks(
  files: readonly KnownFile[],
  { from, to, down = false }: ScriptRequest,
  options: MigrationsOptions,
): ScriptTasks {
  const names = files.map(({ name }) => name);
  const fullName = (name: string) => fullMigrationName(name, options);
  const position = (name: string) => known(fullName(name), names, 'in the migrations folder') + 1;
  const start = from === undefined ? (down ? files.length : 0) : from === '0' ? 0 : position(from);
  const before = files.slice(0, start);
  const applied = names.slice(0, start);
  const end = to === undefined ? {} : { to: to === '0' ? (0 as const) : fullName(to) };
  if (!down) {
    return { before, tasks: selectUp(files, new Set(applied), end), direction: 'up' };
  }
  const reverted = selectDown(files, applied, end).map(({ name }) => name);
  const tasks = files.filter(({ name }) => reverted.includes(name)).toReversed();
  return { before, tasks, direction: 'down' };
}
