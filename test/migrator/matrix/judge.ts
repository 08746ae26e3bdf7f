import { MigrationError } from '../../../src/migrator/errors.ts';
import type { Cell } from './cell.ts';
import type { Outcome } from './outcome.ts';

/**
 * What is wrong about how a cell ended; empty where it ended as its case says: right, or refused with one of the codes
 * and the names that say what stands in the way.
 */
export function objections({ change, decoration, dialect }: Cell, outcome: Outcome): string[] {
  const refusal = change.refused?.(dialect, decoration);
  switch (outcome.verdict) {
    case 'wrong':
      return [`${outcome.kind} wrong on ${outcome.on}`, ...outcome.problems];
    case 'right':
      return refusal === undefined || refusal.orRight === true
        ? outcome.noise
        : [`carried out; it should have been refused on ${refusal.on}: ${refusal.codes.join(' or ')}`];
    case 'refused':
      return refusal === undefined
        ? [`refused on ${outcome.on}: ${describeError(outcome.error)}`]
        : objectionsToRefusal(refusal, outcome);
  }
}

type Refusal = NonNullable<ReturnType<NonNullable<Cell['change']['refused']>>>;

function objectionsToRefusal(refusal: Refusal, outcome: Extract<Outcome, { verdict: 'refused' }>): string[] {
  const { on, error } = outcome;
  const found: string[] = [];
  if (on !== refusal.on) {
    found.push(`refused on ${on}, not on ${refusal.on}`);
  }
  if (!(error instanceof MigrationError) || !refusal.codes.includes(error.code)) {
    found.push(`refused without the code ${refusal.codes.join(' or ')}`);
  }
  for (const name of refusal.names.filter((each) => !error.message.includes(each))) {
    found.push(`the refusal does not name ${name}`);
  }
  return found.length === 0 ? [] : [...found, describeError(error)];
}

function describeError(error: Error): string {
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}: ${error.message}`;
}
