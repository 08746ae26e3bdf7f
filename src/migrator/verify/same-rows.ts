import { isDeepStrictEqual } from 'node:util';
import type { Loss } from '../dual-migration.ts';
import type { Schema } from '../model/schema.ts';
import { compareRows, type TableRows, unchangedColumns } from './rows/index.ts';

/** The rows of a database at one moment. */
export interface Rows {
  schema: Schema;
  tables: readonly TableRows[];
  /** By table: another text where the rows are others. */
  prints: ReadonlyMap<string, string>;
}

/**
 * What a pass changed in the rows that were there before it, and did not declare to lose. Rows may come, and a null may
 * become a value; columns of another type, which have been converted, are left to the round trip.
 *
 * What is under another name afterwards is left to it as well: to be found under the old name again with the same
 * values proves that a rename kept them.
 */
export function changedByPass(before: Rows, after: Rows, losses: readonly Loss[]): string[] {
  return compare(before, after, losses, (was, is) => was === null || was === is);
}

/**
 * What is not there any more after two passes that lead back to the same schema.
 *
 * @param losses Of both.
 */
export function changedByRoundTrip(before: Rows, after: Rows, losses: readonly Loss[]): string[] {
  return compare(before, after, losses, (was, is) => was === null || isSameValue(was, is));
}

function compare(
  before: Rows,
  after: Rows,
  losses: readonly Loss[],
  isSame: (was: string | null, is: string | null) => boolean,
): string[] {
  const unchanged = unchangedColumns(before.schema, after.schema);
  const isLost = (table: string, column: string) =>
    losses.some((loss) => loss.table === table && loss.column === column);
  const comparable = before.tables
    .filter((table) => !after.tables.includes(table))
    .filter(({ table }) => !losses.some((loss) => loss.table === table && isWhole(loss)))
    .map((table) => withoutDeclared(table, after, losses));
  return compareRows(comparable, after.tables, {
    columns: (table) => unchanged(table).filter((column) => !isLost(table, column)),
    mayAdd: true,
    isSame,
  });
}

function isWhole(loss: Loss): boolean {
  return loss.column === undefined && loss.rows === undefined;
}

/** Of a table that may lose rows only those that it still has; without a key nobody knows which. */
function withoutDeclared(table: TableRows, after: Rows, losses: readonly Loss[]): TableRows {
  if (!losses.some((loss) => loss.table === table.table && loss.rows !== undefined)) {
    return table;
  }
  const other = after.tables.find((candidate) => candidate.table === table.table);
  if (table.key.length === 0 || other === undefined) {
    return { ...table, rows: [] };
  }
  const keyOf = (of: TableRows, row: readonly (string | null)[]) =>
    JSON.stringify(table.key.map((column) => row[of.columns.indexOf(column)]));
  const kept = new Set(other.rows.map((row) => keyOf(other, row)));
  return { ...table, rows: table.rows.filter((row) => kept.has(keyOf(table, row))) };
}

/** A value that was converted and back may be written in another way: `1.0` as `1`, JSON with other blanks. */
function isSameValue(was: string, is: string | null): boolean {
  if (is === null || was === is) {
    return was === is;
  }
  const [one, other] = [unquote(was), unquote(is)];
  if (one === other || (one.trim() !== '' && other.trim() !== '' && Number(one) === Number(other))) {
    return true;
  }
  const [left, right] = [parse(one), parse(other)];
  return left !== undefined && isDeepStrictEqual(left, right);
}

/** SQLite's literal of a text. */
function unquote(value: string): string {
  return /^'.*'$/s.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
