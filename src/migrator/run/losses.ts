import type { Loss } from '../dual-migration.ts';
import { MigrationError } from '../errors.ts';
import type { Finding } from './migration-database.ts';

/** Whether a declaration of the migration covers what is gone. */
export function isDeclared(finding: Finding, losses: readonly Loss[]): boolean {
  return losses.some((loss) => {
    if (loss.table !== finding.table && loss.table !== finding.current) {
      return false;
    }
    if (loss.column !== undefined) {
      return loss.column === finding.column;
    }
    // The whole table covers its columns and rows; rows are rows of a table that stays.
    return loss.rows === undefined || (finding.column === undefined && finding.current !== undefined);
  });
}

/** What a migration would lose without saying so, as an error; it is rolled back. */
export function undeclaredLossError(
  migration: string,
  findings: readonly Finding[],
  outcome: string,
): MigrationError {
  const described = findings.map(describeFinding).join('; ');
  const declarations = findings.map((finding) => `this.loses(${declaration(finding)});`);
  return new MigrationError(
    'UNDECLARED_LOSS',
    `${migration} would lose ${described}. It does not say that it means to, so ${outcome}. ` +
      `If the loss is meant, declare it in the migration: ${[...new Set(declarations)].join(' ')}`,
  );
}

function describeFinding({ table, current, column, rows }: Finding): string {
  const count = rows ?? 'an unknown number of';
  if (column !== undefined) {
    return `column "${column}" of table "${table}" with ${count} ${rows === 1 ? 'value' : 'values'}`;
  }
  const noun = rows === 1 ? 'row' : 'rows';
  return current === undefined
    ? `table "${table}" with ${count} ${noun}`
    : `${count} ${noun} of table "${table}"`;
}

function declaration({ table, current, column }: Finding): string {
  if (column !== undefined) {
    return `{ table: '${table}', column: '${column}' }`;
  }
  return current === undefined ? `{ table: '${table}' }` : `{ table: '${table}', rows: 'why' }`;
}

/** A declared loss as a line of the report. */
export function describeLoss(loss: Loss): string {
  if (loss.column !== undefined) {
    return `the values of column "${loss.column}" of table "${loss.table}"`;
  }
  return loss.rows === undefined
    ? `table "${loss.table}" with its rows`
    : `rows of table "${loss.table}" (${loss.rows})`;
}
