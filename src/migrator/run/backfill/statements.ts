import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Dialect } from '../../model/schema.ts';
import type { SettledBackfill } from './settle.ts';

/** A backfill whose key is known. */
export interface KeyedBackfill extends SettledBackfill {
  /** Unquoted, in the order of its index. */
  key: readonly string[];
}

/** The values of the key in one row, each an SQL literal. */
export type KeyValues = readonly string[];

/** The rows of a batch: those after one key, up to and with another. */
export interface Range {
  /** Undefined for the first batch. */
  after: KeyValues | undefined;
  upTo: KeyValues;
}

/**
 * Finds the next batch. Gives one row with its last key as `key_1`, `key_2`, …, as SQL literals, and the number of its
 * rows as `rows`; no row where none is left.
 */
export function findBatch(backfill: KeyedBackfill, dialect: Dialect, after: KeyValues | undefined): string {
  const { table, key, batchSize } = backfill;
  const rows = conditions(backfill, after === undefined ? [] : [isAfter(key, after)]);
  return (
    `with "batch" as materialized (select ${columns(key)} from ${quoteName(table)} where ${rows} order by ${columns(key)} limit ${batchSize}) ` +
    `select ${literals(key, dialect)}, (select count(*) from "batch") as "rows" from "batch" order by ${descending(key)} limit 1`
  );
}

/**
 * Changes the rows of a batch. The condition stands in it again: a row that another transaction has changed since it
 * was found is looked at as it is now (PostgreSQL manual, "Read Committed Isolation Level").
 */
export function changeBatch(backfill: KeyedBackfill, range: Range): string {
  const { table, set } = backfill;
  const values = Object.entries(set).map(([column, value]) => `${quoteColumn(column)} = ${value}`);
  return `update ${quoteName(table)} set ${values.join(', ')} where ${conditions(backfill, bounds(backfill.key, range))}`;
}

/**
 * Finds a row of a batch that still meets the condition. Gives its key as `findBatch` does. In order, although any row
 * would do: for one of any, PostgreSQL would rather read the table from its start.
 */
export function findUnchanged(backfill: KeyedBackfill, dialect: Dialect, range: Range): string {
  const { table, key } = backfill;
  return `select ${literals(key, dialect)} from ${quoteName(table)} where ${conditions(backfill, bounds(key, range))} order by ${columns(key)} limit 1`;
}

/** Finds one row if it meets the condition. */
export function findSame(backfill: KeyedBackfill, values: KeyValues): string {
  const { table, key } = backfill;
  const same = `${tuple(key.map(quoteColumn))} = ${tuple(values)}`;
  return `select 1 from ${quoteName(table)} where ${conditions(backfill, [same])}`;
}

/** Counts the rows that are left, as `rows`. */
export function countLeft(backfill: SettledBackfill): string {
  return `select count(*) as "rows" from ${quoteName(backfill.table)} where ${conditions(backfill, [])}`;
}

/** Finds a row that no walk along the key comes to. */
export function findWithoutKey(backfill: KeyedBackfill): string {
  const missing = backfill.key.map((column) => `${quoteColumn(column)} is null`).join(' or ');
  return `select 1 from ${quoteName(backfill.table)} where ${conditions(backfill, [`(${missing})`])} limit 1`;
}

/** `("a", "b") > (1, 2)`: both databases compare rows as an index orders them. */
export function isAfter(key: readonly string[], values: KeyValues): string {
  return `${tuple(key.map(quoteColumn))} > ${tuple(values)}`;
}

export function isUpTo(key: readonly string[], values: KeyValues): string {
  return `${tuple(key.map(quoteColumn))} <= ${tuple(values)}`;
}

export function columns(key: readonly string[]): string {
  return key.map(quoteColumn).join(', ');
}

export function descending(key: readonly string[]): string {
  return key.map((column) => `${quoteColumn(column)} desc`).join(', ');
}

/** The condition of a backfill, and others before it. */
export function conditions({ where }: SettledBackfill, others: readonly string[]): string {
  // A comment at its end must not take the parenthesis with it.
  const own = where.includes('--') ? `(${where}\n)` : `(${where})`;
  return [...others, own].join(' and ');
}

function bounds(key: readonly string[], { after, upTo }: Range): string[] {
  return [...(after === undefined ? [] : [isAfter(key, after)]), isUpTo(key, upTo)];
}

function tuple(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `(${values.join(', ')})`;
}

/** As literals, values keep their type and every digit on the way through a driver and the history. */
function literals(key: readonly string[], dialect: Dialect): string {
  const print = (column: string) =>
    dialect === 'sqlite' ? `quote(${quoteColumn(column)})` : `quote_literal(${quoteColumn(column)}::text)`;
  return key.map((column, index) => `${print(column)} as "key_${index + 1}"`).join(', ');
}
