import type { Scenario } from '../scenario.ts';
import { scenario as postgresKilled } from './postgres-killed.ts';

/** All scenarios, in the order in which they run. */
export const scenarios: readonly Scenario[] = [postgresKilled];
