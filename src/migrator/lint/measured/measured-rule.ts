import type { MeasuredStatement } from '../../rehearse/rehearsal.ts';
import type { Draft } from '../finding.ts';

/** A rule about what a statement of `up` did on a scratch PostgreSQL. */
export interface MeasuredRule {
  name: string;
  check(measured: MeasuredStatement): Omit<Draft, 'line'> | undefined;
}
