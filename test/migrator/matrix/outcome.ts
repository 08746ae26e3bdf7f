/** What a migrator is asked to do. */
export type StepName = 'before' | 'create' | 'up' | 'down';

/**
 * How a cell ended.
 * - `right`: rows and catalog are as they must be after up, down and up again (`noise`: creating again wrote a file
 *   after that step);
 * - `refused`: a step threw and changed nothing;
 * - `wrong`: success was reported for something else, or a failure left something changed.
 */
export type Outcome =
  | { verdict: 'right'; noise: string[] }
  | { verdict: 'refused'; on: StepName; error: Error; query?: QueryCheck }
  | { verdict: 'wrong'; on: string; kind: WrongKind; problems: string[] };

/** The query of a refusal that finds the rows in the way: how many it was said to find, and what came of it. */
export interface QueryCheck {
  claimed: number;
  /** How many it finds, or why it cannot be run. */
  found: number | string;
}

/**
 * - `rows`: values lost, changed or made up; `keys`: a key that was given out would be given out again;
 * - `catalog`: a column, constraint, index, view, trigger is not as in a fresh database;
 * - `half-changed`: an error, yet something changed; `nothing-done`: success, and the change is not there.
 */
export type WrongKind = 'rows' | 'keys' | 'catalog' | 'half-changed' | 'nothing-done';

/** Ends a cell: the migrator did something wrong. */
export class Wrong extends Error {
  readonly outcome: Outcome;
  constructor(on: string, kind: WrongKind, problems: string[]) {
    super(`${on}: ${kind}: ${problems.join('\n')}`);
    this.outcome = { verdict: 'wrong', on, kind, problems };
  }
}

/** Ends a cell: the migrator refused. Whether it changed nothing is for the thrower to see. */
export class Refused extends Error {
  readonly outcome: Extract<Outcome, { verdict: 'refused' }>;
  constructor(on: StepName, error: unknown) {
    const cause = error instanceof Error ? error : new Error(String(error));
    super(cause.message);
    this.outcome = { verdict: 'refused', on, error: cause };
  }
}

/** Errors of the migrator are outcomes; others are the test's own and are thrown on. */
export function expected(error: unknown): Wrong | Refused {
  if (error instanceof Wrong || error instanceof Refused) {
    return error;
  }
  throw error;
}

/** Does a piece of the migrator's work: what it throws is a refusal. */
export async function attempt<T>(on: StepName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Wrong ? error : new Refused(on, error);
  }
}
