import type { Measured } from './deploy.ts';
import { duration, type Latency, type Sample, summarize } from './latency.ts';

/** The slowest request that our own arrangement may have, in milliseconds. */
export const BOUND_MS = 1000;
/** Kinds of failures that are listed. */
const MOST_FAILURES = 8;

/** A run of one arrangement. */
export interface Result {
  arrangement: string;
  measured: Measured[];
  /** Every request of the run, from the first to the last. */
  samples: readonly Sample[];
  /** How much later than it was due a request was sent at worst, in milliseconds. */
  late: number;
}

/** A table with a row per change, and lines on what it cannot show. */
export function printResult(result: Result): string {
  const { arrangement, measured, samples } = result;
  const rows = measured.map(({ change, command, phases }) => [
    change.label,
    command.code === 0 ? `${((command.to - command.from) / 1000).toFixed(1)} s` : 'FAILED',
    String(change.migrations.length),
    String(phases.before.requests + phases.during.requests + phases.after.requests),
    String(phases.before.failed + phases.during.failed + phases.after.failed),
    ...[phases.before, phases.during, phases.after].map(times),
  ]);
  const heading = [
    'change',
    'took',
    'files',
    'requests',
    'failed',
    'before',
    'during',
    'after: p50/p99/max ms',
  ];
  return [
    '',
    arrangement,
    ...table([heading, ...rows]),
    ...measured.flatMap(notes),
    ...printFailures(samples),
    verdict(result),
  ].join('\n');
}

/** Whether a run kept what is promised: every migration applied, no request failed, none took too long. */
export function isGood({ measured, samples }: Result): boolean {
  const { failed, max } = summarize(samples);
  return measured.every(({ command }) => command.code === 0) && failed === 0 && max < BOUND_MS;
}

function times({ requests, p50, p99, max }: Latency): string {
  return requests === 0 ? '-' : [p50, p99, max].map((ms) => ms.toFixed(0)).join('/');
}

function notes({ change, command, longestWait }: Measured): string[] {
  const lines: string[] = [];
  if (command.code !== 0) {
    lines.push(`${change.label}: migration:up ended with ${command.code}: ${command.output.trim()}`);
  }
  if (longestWait !== undefined && longestWait.waited >= 100) {
    lines.push(
      `${change.label}: queries waited up to ${longestWait.waited.toFixed(0)} ms for a lock, behind: ${longestWait.behind}`,
    );
  }
  return lines;
}

/** A line for each of the most frequent failures. */
export function printFailures(samples: readonly Sample[]): string[] {
  const counts = new Map<string, number>();
  for (const { operation, failure } of samples) {
    if (failure !== undefined) {
      const kind = `${operation}: ${failure.slice(0, 300)}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_FAILURES)
    .map(([kind, count]) => `${count} failed: ${kind}`);
}

function verdict({ arrangement, samples, late }: Result): string {
  const { requests, failed, max } = summarize(samples);
  const slowest = samples.toSorted((a, b) => duration(b) - duration(a))[0];
  return (
    `${arrangement}: ${failed} of ${requests} requests failed; the slowest (${slowest?.operation ?? 'none'}) took ` +
    `${max.toFixed(0)} ms, of which the load generator may have been late by up to ${late.toFixed(0)} ms.`
  );
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
