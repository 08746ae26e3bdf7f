import type { FindingCode } from '../check/index.ts';
import type { Dialect } from '../model/schema.ts';
import type { Pass } from '../rehearse/rehearsal.ts';

/** What is wrong, by a code that scripts may rely on. */
export type VerifyFindingCode =
  /** A migration, or its way back, does not run. */
  | 'FAILED'
  /** A migration has no way back. */
  | 'NO_DOWN'
  /** The way back, or the second way there, leads to another schema. */
  | 'NOT_RESTORED'
  /** Rows or values are gone, or are not what they were, and nothing declares that. */
  | 'ROWS_CHANGED'
  /** The schemas of the two databases differ by more than the declared map of types. */
  | 'NOT_EQUIVALENT'
  /** At the end: entities, snapshots and databases do not agree; the codes of `migration:check`. */
  | FindingCode;

/** Where something was found or noted. */
export interface Place {
  /** The migration; absent for what is found at the end. */
  migration?: string;
  /** Absent where it is about both. */
  dialect?: Dialect;
  pass?: Pass;
}

/** One thing that is wrong: a sentence that names table or column, and what to do. */
export interface VerifyFinding extends Place {
  code: VerifyFindingCode;
  message: string;
}

/** What could not be tried as it should, and why. */
export interface VerifyNote extends Place {
  message: string;
}

/** Takes what is found while migrations are rehearsed. */
export interface Report {
  finding(finding: VerifyFinding): void;
  note(note: VerifyNote): void;
}
