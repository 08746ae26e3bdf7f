import { MigrationError } from '../../../src/migrator/errors.ts';
import type { Cell } from './cell.ts';
import type { Outcome, QueryCheck } from './outcome.ts';

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
  if (error instanceof MigrationError && error.code === 'ROWS_REFUSED') {
    found.push(...objectionsToQuery(refusal, outcome.query));
  }
  for (const name of refusal.names.filter((each) => !error.message.includes(each))) {
    found.push(`the refusal does not name ${name}`);
  }
  return found.length === 0 ? [] : [...found, describeError(error)];
}

/** A refusal of rows says how many there are, and its query finds just these. */
function objectionsToQuery({ isNew }: Refusal, query: QueryCheck | undefined): string[] {
  if (query === undefined) {
    return ['the refusal gives no count, or no query that finds the rows'];
  }
  if (query.found === query.claimed || (isNew === true && typeof query.found === 'string')) {
    return [];
  }
  return [`the query of the refusal should find ${query.claimed} rows, and gave: ${query.found}`];
}

/** An error in one piece, with its code. */
export function describeError(error: Error): string {
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}: ${error.message}`;
}
