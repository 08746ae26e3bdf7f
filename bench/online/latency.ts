/** One request, in milliseconds of `performance.now()`. */
export interface Sample {
  operation: string;
  /** When it should have been sent. A load generator that waits for a stalled server would hide the stall. */
  due: number;
  /** When its answer was complete, or when it was given up. */
  ended: number;
  /** What was wrong with the answer; undefined where nothing was. */
  failure?: string;
}

/** A span of time, in milliseconds of `performance.now()`. */
export interface Span {
  from: number;
  to: number;
}

/** What became of some requests; the times are in milliseconds and not a number where there were no requests. */
export interface Latency {
  requests: number;
  failed: number;
  p50: number;
  p99: number;
  max: number;
}

/** Requests around one migration. */
export interface Phases {
  before: Latency;
  during: Latency;
  after: Latency;
}

/** How long a request took from when it was due. */
export function duration({ due, ended }: Sample): number {
  return ended - due;
}

/** Sums up `samples`: percentiles by the nearest rank, failed requests included. */
export function summarize(samples: readonly Sample[]): Latency {
  const sorted = samples.map(duration).sort((a, b) => a - b);
  const percentile = (p: number) => sorted[Math.ceil((p / 100) * sorted.length) - 1] ?? Number.NaN;
  return {
    requests: samples.length,
    failed: samples.filter(({ failure }) => failure !== undefined).length,
    p50: percentile(50),
    p99: percentile(99),
    max: percentile(100),
  };
}

/**
 * Sums up the requests before, during and after a migration. Every request that was under way while it ran counts as
 * during, also one that was due before and one that ended after; one that was due after it counts as after even where
 * it stood in the queue that the migration left behind.
 *
 * @param around What counts at all; requests that were due outside of it do not.
 */
export function byPhase(samples: readonly Sample[], migration: Span, around: Span): Phases {
  const counted = samples.filter(({ due }) => due >= around.from && due < around.to);
  const before = counted.filter(({ ended }) => ended < migration.from);
  const after = counted.filter(({ due }) => due > migration.to);
  const during = counted.filter(({ due, ended }) => ended >= migration.from && due <= migration.to);
  return { before: summarize(before), during: summarize(during), after: summarize(after) };
}
