import { setTimeout as wait } from 'node:timers/promises';
import type { Arrangement, Workplace } from './arrangement.ts';
import { type Ended, migrateUp } from './command.ts';
import { byPhase, type Phases, type Span } from './latency.ts';
import type { Load } from './load.ts';
import type { LockWait, LockWatch } from './lock-waits.ts';
import type { ReadyChange } from './make-migrations.ts';

/** How long requests are watched before and after each migration, in milliseconds. */
const QUIET_MS = 5000;

/** A deploy, with what the requests around it saw. */
export interface Deployed {
  change: ReadyChange;
  /** The whole process of `migration:up`. */
  command: Ended;
  around: Span;
}

/** A deploy in numbers. */
export interface Measured extends Deployed {
  phases: Phases;
  longestWait: LockWait | undefined;
}

/** Applies the migrations of `change` while requests go on. */
export async function deploy(
  arrangement: Arrangement,
  place: Workplace,
  change: ReadyChange,
): Promise<Deployed> {
  const from = performance.now();
  await wait(QUIET_MS);
  const command = await migrateUp(arrangement, place, change.stepsMade, change.migrations.at(-1) ?? '');
  await wait(QUIET_MS);
  return { change, command, around: { from, to: performance.now() } };
}

/** What the requests of `load` saw of a deploy; to be asked when all of them have ended. */
export function measure(deployed: Deployed, load: Load, watch: LockWatch): Measured {
  const { command, around } = deployed;
  const waits = watch.waits.filter(({ at }) => at >= command.from && at <= around.to);
  return {
    ...deployed,
    phases: byPhase(load.samples, command, around),
    longestWait: waits.toSorted((a, b) => b.waited - a.waited)[0],
  };
}
