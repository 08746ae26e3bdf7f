import type { Loss } from '../dual-migration.ts';
import type { OnlyOn } from '../model/only-on.ts';
import type { Dialect } from '../model/schema.ts';
import type { RehearsedMigration } from '../rehearse/rehearsal.ts';
import type { RunStep } from '../run/steps.ts';
import type { Action } from './actions/action.ts';
import type { SourceText } from './source/source-text.ts';

/** One statement of a migration, or what takes the place of one: a rebuild, a backfill. */
export interface LintedStatement {
  /** Its step, and the place of this among the steps that the direction has on this dialect, from 0. */
  step: RunStep;
  index: number;
  sql: string;
  /** The line in the file on which it begins. */
  line: number;
  actions: Action[];
  /** The tables that earlier statements of this direction created: nobody waits for them. */
  created: ReadonlySet<string>;
}

/** One direction of a migration on one dialect. */
export interface LintedDirection {
  direction: 'up' | 'down';
  dialect: Dialect;
  /** Where its method begins. */
  line: number;
  transactional: boolean;
  /** Undefined where its code executes queries itself: what it does is known only when it runs. */
  statements: LintedStatement[] | undefined;
  losses: (Loss & { line: number })[];
  /** What could not be read, by line. */
  unreadable: { line: number; message: string }[];
}

/** A migration as the rules see it. */
export interface LintedMigration {
  name: string;
  /** Relative to the working directory. */
  file: string;
  source: SourceText;
  hasDown: boolean;
  /** Whether it is for every dialect; MikroORM's own migrations are for the one that they were made on. */
  isDual: boolean;
  directions: LintedDirection[];
  /** What one database is meant to have alone. */
  onlyOn: OnlyOn;
  /** What a rehearsal on scratch databases saw of it. */
  rehearsed: Partial<Record<Dialect, RehearsedMigration>>;
  /** What the two databases differ in after it and did not before, a sentence each; from the rehearsal. */
  differences: string[];
}

/** The statements of a direction on a dialect; none where they are not known. */
export function statementsOf(
  { directions }: LintedMigration,
  direction: 'up' | 'down',
  dialect: Dialect,
): LintedStatement[] {
  return directions.find((one) => one.direction === direction && one.dialect === dialect)?.statements ?? [];
}
