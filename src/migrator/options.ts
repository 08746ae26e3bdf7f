import type { RunOptions } from './run/options.ts';

/** What a project may choose; every field has a default. */
export interface DualMigratorOptions extends RunOptions {
  /** The characters a line of a generated migration may have, as the project's formatter counts. Default 80. */
  lineWidth?: number;
  /**
   * What was renamed, for programs that call `migrator.create`: the entries of the environment variable
   * MIGRATION_RENAMES, such as `todos.name>title`. Two columns that swapped names would be swapped again by the next
   * call, so give it for one call only.
   */
  renames?: readonly string[];
}
