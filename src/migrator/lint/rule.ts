import type { Draft } from './finding.ts';
import type { LintedDirection, LintedMigration } from './migration.ts';

/** One thing that migrations should not do. A rule looks at one migration at a time. */
export interface Rule {
  /** Named for what it forbids; what a waiver names. */
  name: string;
  /**
   * Looks at both directions on every dialect, or at one of them. What only costs others their time is asked of `up`:
   * a `down` is for an emergency, and needs a yes of its own in production.
   */
  checkDirection?(direction: LintedDirection, migration: LintedMigration): Iterable<Draft>;
  /** Looks at the whole. */
  checkMigration?(migration: LintedMigration): Iterable<Draft>;
  /** Whether it finds less, or nothing, without a rehearsal. */
  needsRehearsal?: true;
}
