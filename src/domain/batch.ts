import type { Outcome, Problem } from './problem.ts';
import { inOneTransaction, type Unit, type Writer } from './unit.ts';

/** One of several changes. */
export interface BatchChange<Result> {
  /** The name of its field in the input, as `update`. */
  kind: string;
  /** Makes it. Finds all its problems before it writes anything. */
  make(unit: Unit): Promise<Outcome<Result>>;
}

/** What became of one of several changes. */
export interface BatchResult<Result> {
  /** What it is now, or after a `CONFLICT` is there instead; undefined where it has other problems, or was taken back. */
  result: Result | undefined;
  /** With their paths from the whole input: `changes`, its place, its kind, and the field. */
  problems: Problem[];
}

/** How several changes are made together. */
export interface BatchOptions<Result> {
  /** Whether to make none where one has problems. The others are tried even so, to tell all problems at once. */
  allOrNothing: boolean;
  /** Locks what will be changed, in the order that everybody keeps. */
  lock?(unit: Unit): Promise<unknown>;
  /** Reads again what a `CONFLICT` has shown, and what may have been taken back since. */
  reread(writer: Writer, current: Result): Promise<Result | undefined>;
}

/** Makes several changes in one transaction, in order; a later one sees what an earlier one did. */
export async function changeAll<Result>(
  writer: Writer,
  changes: readonly BatchChange<Result>[],
  options: BatchOptions<Result>,
): Promise<BatchResult<Result>[]> {
  const done = await inOneTransaction(writer, async (unit): Promise<Outcome<BatchResult<Result>[]>> => {
    await options.lock?.(unit);
    const results: BatchResult<Result>[] = [];
    for (const [index, { kind, make }] of changes.entries()) {
      const { result, current, problems = [] } = await make(unit);
      results.push({
        result: result ?? current,
        problems: problems.map((problem) => ({
          ...problem,
          field: ['changes', String(index), kind, ...problem.field],
        })),
      });
    }
    const problems = options.allOrNothing ? results.flatMap((each) => each.problems) : [];
    return problems.length > 0 ? { problems, current: results } : { result: results };
  });
  return done.result ?? takenBack(writer, done.current ?? [], options);
}

/** What is left of `results` after nothing was written. */
function takenBack<Result>(
  writer: Writer,
  results: readonly BatchResult<Result>[],
  { reread }: BatchOptions<Result>,
): Promise<BatchResult<Result>[]> {
  return Promise.all(
    results.map(async ({ result, problems }) => ({
      result: result === undefined || problems.length === 0 ? undefined : await reread(writer, result),
      problems,
    })),
  );
}
