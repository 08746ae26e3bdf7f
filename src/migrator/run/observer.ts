import type { Session } from './migration-database.ts';
import type { RunStep } from './steps.ts';

/** Where a run is. */
export interface ObservedPlace {
  migration: string;
  direction: 'up' | 'down';
  step: RunStep;
  /** Of the step among those that this direction has on the database, from 0. */
  index: number;
  /** Whether the step runs outside of any transaction. */
  alone: boolean;
}

/** Looks at every step of a run from inside its session, as a rehearsal does. */
export interface RunObserver {
  /**
   * Called in the place of each step. A step that is tried again, or that has several transactions (a backfill), comes
   * several times with the same index.
   *
   * @param run Carries the step out; to be called once. Its failure is to be thrown on.
   */
  around(place: ObservedPlace, session: Session, run: () => Promise<void>): Promise<void>;
}
