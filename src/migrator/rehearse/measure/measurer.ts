import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Execute } from '../../run/execute.ts';
import type { Session } from '../../run/migration-database.ts';
import type { ObservedPlace, RunObserver } from '../../run/observer.ts';
import { printStep } from '../../run/steps.ts';
import type { MeasuredStatement } from '../rehearsal.ts';
import {
  type Baseline,
  type HeldLock,
  readBaseline,
  readLocks,
  readStates,
  rewritten,
  scanned,
  strongestByTable,
  type TableState,
} from './relations.ts';
import { watchAlone } from './watch-alone.ts';

/** What the session has gone through up to now. */
interface Position {
  session: Session;
  /** Held before the first step: the account of rows may have read tables. */
  held: readonly HeldLock[];
  states: ReadonlyMap<string, TableState>;
}

/**
 * Measures what each statement of a migration does to the tables that were there before: its locks from `pg_locks`
 * within its transaction, where they are kept to the end; rewrites by the files of the tables; and scans by the
 * transaction's own statistics, which count those of DDL too. Works on empty tables: PostgreSQL takes the same locks,
 * writes a new file, and begins a scan, whether there is a row or not.
 */
export class Measurer implements RunObserver {
  readonly #driver: () => AbstractSqlDriver;
  readonly #historyTable: string;
  #baseline: Baseline | undefined;
  #position: Position | undefined;
  #statements: MeasuredStatement[] = [];

  /** @param driver For a second session. */
  constructor(driver: () => AbstractSqlDriver, historyTable: string) {
    this.#driver = driver;
    this.#historyTable = historyTable;
  }

  /** To be called before each direction of each migration. */
  begin(): void {
    this.#baseline = undefined;
    this.#position = undefined;
    this.#statements = [];
  }

  /** What was measured since `begin`, in order. */
  get statements(): MeasuredStatement[] {
    return this.#statements;
  }

  async around(place: ObservedPlace, session: Session, run: () => Promise<void>): Promise<void> {
    const { execute } = session;
    this.#baseline ??= await readBaseline(execute, this.#historyTable);
    const baseline = this.#baseline;
    if (place.alone) {
      const [locks, duration] = await timed(() => watchAlone(this.#driver(), execute, baseline, run));
      const { rewrites, scans, held } = locks;
      this.#note(place, { locks: strongestByTable(held, baseline), rewrites, scans, duration });
      return;
    }
    const { held, states } = await this.#positionIn(session, execute, baseline);
    const [, duration] = await timed(run);
    const after = await readStates(execute);
    const locks = (await readLocks(execute, baseline, 'pg_backend_pid()')).filter(
      (lock) => !held.some((other) => other.table === lock.table && other.mode === lock.mode),
    );
    this.#note(place, {
      locks: strongestByTable(locks, baseline),
      rewrites: rewritten(states, after, baseline),
      scans: scanned(states, after, baseline),
      duration,
    });
    this.#position = { session, held, states: after };
  }

  async #positionIn(session: Session, execute: Execute, baseline: Baseline): Promise<Position> {
    if (this.#position?.session === session) {
      return this.#position;
    }
    const held = await readLocks(execute, baseline, 'pg_backend_pid()');
    return { session, held, states: await readStates(execute) };
  }

  #note({ index, step }: ObservedPlace, measured: Omit<MeasuredStatement, 'index' | 'sql'>): void {
    const earlier = this.#statements.find((statement) => statement.index === index);
    // Another attempt counts in the place of the first; another batch of a backfill adds to those before it.
    const statement = { index, sql: printStep(step), ...measured };
    this.#statements = this.#statements.filter((other) => other.index < index);
    this.#statements.push(
      earlier !== undefined && step.kind === 'backfill' ? join(earlier, statement) : statement,
    );
  }
}

/** Batches of one backfill as one statement. */
function join(earlier: MeasuredStatement, later: MeasuredStatement): MeasuredStatement {
  const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
  return {
    ...later,
    locks: later.locks.length > 0 ? later.locks : earlier.locks,
    rewrites: union(earlier.rewrites, later.rewrites),
    scans: union(earlier.scans, later.scans),
    duration: earlier.duration + later.duration,
  };
}

/** @returns What `run` gives, and the milliseconds it took. */
async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await run();
  return [result, performance.now() - start];
}
