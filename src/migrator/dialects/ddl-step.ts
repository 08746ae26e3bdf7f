import type { SchemaDiff } from '../diff/schema-diff.ts';

/** One thing to do on one database: a statement, or a rebuild of an SQLite table. */
export type DdlStep = { kind: 'sql'; sql: string } | { kind: 'rebuild'; table: string; changes: string[] };

/**
 * Turns what changes into what to do, in order.
 *
 * @param all The same change on every dialect: another one may tell types apart that this one does not.
 */
export type DdlPlanner = (diff: SchemaDiff, all: readonly SchemaDiff[]) => DdlStep[];

/** A statement. */
export function statement(sql: string): DdlStep {
  return { kind: 'sql', sql: `${sql};` };
}
