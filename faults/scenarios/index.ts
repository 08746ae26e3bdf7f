import type { Scenario } from '../scenario.ts';
import { scenario as apiKilled } from './api-killed.ts';
import { scenario as diskFull } from './disk-full.ts';
import { scenario as pgbouncerRestarted } from './pgbouncer-restarted.ts';
import { scenario as postgresKilled } from './postgres-killed.ts';
import { scenario as replicaStopped } from './replica-stopped.ts';
import { scenario as silentSubscribers } from './silent-subscribers.ts';

/** All scenarios, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  postgresKilled,
  pgbouncerRestarted,
  replicaStopped,
  apiKilled,
  diskFull,
  silentSubscribers,
];
