import type { SchemaDiff } from '../diff/schema-diff.ts';

/** One thing to do on one database: a statement, or a rebuild of an SQLite table. */
export type DdlStep = { kind: 'sql'; sql: string } | { kind: 'rebuild'; table: string; changes: string[] };

/** Turns what changes into what to do, in order. */
export type DdlPlanner = (diff: SchemaDiff) => DdlStep[];

/** A statement. */
export function statement(sql: string): DdlStep {
  return { kind: 'sql', sql: `${sql};` };
}
