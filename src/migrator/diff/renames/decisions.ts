import { MigrationError } from '../../errors.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { NO_RENAMES, type Renames } from './renames.ts';

/** What was decided so far. */
export interface Decisions {
  renames: Renames;
  /** Tables by name, columns as `table.column`, that were really dropped. */
  dropped: ReadonlySet<string>;
}

/** Nothing is decided. */
export const NO_DECISIONS: Decisions = { renames: NO_RENAMES, dropped: new Set() };

/** How an answer is written, for messages. */
export const ANSWER_SYNTAX =
  '"table.column>new_column" for a column that was renamed (the table by its new name), "table>new_table" for a ' +
  'table, "drop table.column" or "drop table" for what was really dropped';

/**
 * Adds one answer, see `ANSWER_SYNTAX`. An answer that was carried out by an earlier migration says nothing any more.
 *
 * @throws {MigrationError} RENAME_UNDECIDED when it does not fit the two schemas.
 */
export function addDecision(decisions: Decisions, answer: string, from: Schema, to: Schema): Decisions {
  const drop = /^drop\s+(?<name>.+)$/is.exec(answer.trim())?.groups?.name?.trim();
  if (drop !== undefined) {
    return { ...decisions, dropped: new Set([...decisions.dropped, drop]) };
  }
  const [before = '', after = '', ...rest] = answer.split('>').map((part) => part.trim());
  if (before === '' || after === '' || rest.length > 0) {
    throw misfit(answer, 'it is not understood');
  }
  return (
    renameTable(decisions, before, after, from, to) ??
    renameColumn(decisions, before, after, from, to, answer)
  );
}

function renameTable(
  decisions: Decisions,
  before: string,
  after: string,
  from: Schema,
  to: Schema,
): Decisions | undefined {
  const { renames } = decisions;
  if (find(from, before) !== undefined && find(to, after) !== undefined) {
    return {
      ...decisions,
      renames: { ...renames, tables: [...renames.tables, { from: before, to: after }] },
    };
  }
  return find(from, after) !== undefined && find(to, after) !== undefined ? decisions : undefined;
}

function renameColumn(
  decisions: Decisions,
  before: string,
  after: string,
  from: Schema,
  to: Schema,
  answer: string,
): Decisions {
  const dot = before.lastIndexOf('.');
  const [table, column] = [before.slice(0, dot), before.slice(dot + 1)];
  const { renames } = decisions;
  const oldTable = find(from, renames.tables.find((rename) => rename.to === table)?.from ?? table);
  const newTable = find(to, table);
  if (dot < 1 || newTable === undefined || oldTable === undefined) {
    throw misfit(answer, `there is no table ${dot < 1 ? before : table} before and after`);
  }
  const isDone = !has(oldTable, column) && has(oldTable, after);
  if (isDone && has(newTable, after)) {
    return decisions;
  }
  if (!has(oldTable, column)) {
    throw misfit(answer, `${oldTable.name} has no column ${column} in the snapshot`);
  }
  if (!has(newTable, after)) {
    throw misfit(answer, `${table} has no column ${after} in the entities`);
  }
  return {
    ...decisions,
    renames: { ...renames, columns: [...renames.columns, { table, from: column, to: after }] },
  };
}

function find(schema: Schema, name: string): Table | undefined {
  return schema.tables.find((table) => table.name === name);
}

function has(table: Table, column: string): boolean {
  return table.columns.some(({ name }) => name === column);
}

function misfit(answer: string, reason: string): MigrationError {
  return new MigrationError(
    'RENAME_UNDECIDED',
    `The answer "${answer.trim()}" about renames does not fit: ${reason}. An answer is ${ANSWER_SYNTAX}.`,
  );
}
