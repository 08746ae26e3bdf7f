import type { Answer } from '../effects/index.ts';
import type { Dialect } from '../model/schema.ts';
import type { LockMode } from '../rehearse/rehearsal.ts';
import type { Count } from './counter.ts';

/** What a statement would do to a table that is there. */
export interface PlannedTable {
  table: string;
  rows: Count | undefined;
  /** Undefined on SQLite, which locks the file. */
  lock: LockMode | undefined;
  /** What others wait with until the transaction ends; until the statement does, where it stands alone. */
  blocks: 'reads and writes' | 'writes' | undefined;
  /** Whether it would be written anew. */
  rewrite: Answer;
  /** Whether it would be read from end to end. */
  scan: Answer;
  because: string[];
}

export interface PlannedStatement {
  sql: string;
  /** Whether it is understood; where not, `tables` tells nothing. */
  known: boolean;
  /** Those that are there now; what the plan itself makes, nobody waits for. */
  tables: PlannedTable[];
}

/** What would be gone. */
export interface PlannedLoss {
  table: string;
  column?: string;
  /** As the rest of a sentence: `table "todos" with its rows`. */
  what: string;
  /** Rows, or values that are not null; undefined where that cannot be known. */
  count: Count | undefined;
  /** Where the migration does not say that it means to lose this, `up` rolls it back. */
  declared: boolean;
}

export interface PlannedMigration {
  name: string;
  transactional: boolean;
  /** Undefined where its code executes queries itself: only a run can tell then. */
  statements: PlannedStatement[] | undefined;
  losses: PlannedLoss[];
  /** How many of its statements an interrupted run has done already. */
  done: number;
}

/** What `up` would do. */
export interface MigrationPlan {
  database: { dialect: Dialect; address: string };
  migrations: PlannedMigration[];
  /** Why `up` would refuse to begin, in sentences. */
  refusals: string[];
  notes: string[];
}
