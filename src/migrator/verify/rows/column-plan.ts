import type { Column, Dialect, Schema, Table } from '../../model/schema.ts';
import { readCheckHints } from './domain/check-hints.ts';
import { columnDomain } from './domain/column-domain.ts';
import type { ValueDomain } from './domain/value-domain.ts';
import type { GenerateOptions } from './options.ts';
import { textOf } from './values/edge-texts.ts';
import { edgeValues } from './values/edge-values.ts';
import { literal } from './values/literal.ts';
import { plainValue } from './values/plain-value.ts';

/** The SQL text of a value; undefined where the column is left out and the database fills it. */
export type Value = string | undefined;

/** What may be put into one column. */
export interface ColumnPlan {
  column: Column;
  /** The column is filled by the database, unless a value is needed for it. */
  leftOut: boolean;
  nullable: boolean;
  /** What every row in turn gets first. */
  values: readonly Value[];
  /** What the checks of the table suggest. */
  hints: readonly string[];
  /** Another value for every `n`, from 1. */
  fresh(n: number): string;
}

/** Plans the columns of a table that can be written. */
export function planColumns(schema: Schema, table: Table, options: GenerateOptions): ColumnPlan[] {
  return table.columns
    .filter(({ generated }) => generated === undefined)
    .map((column) => planColumn(schema, table, column, options));
}

function planColumn(schema: Schema, table: Table, column: Column, options: GenerateOptions): ColumnPlan {
  const { dialect } = schema;
  const { profile, counterpart } = options;
  const domain = columnDomain(schema, table, column, counterpart);
  const isKey = table.primaryKey?.columns.includes(column.name) ?? false;
  const nullable = column.nullable && !isKey;
  const edges = edgeValues(domain).map((text) => literal(dialect, domain, text));
  return {
    column,
    leftOut: column.autoIncrement === true,
    nullable,
    values:
      profile === 'edge'
        ? [...edges, ...(nullable ? ['null'] : []), ...(column.default === undefined ? [] : [undefined])]
        : [],
    hints: hintsFor(dialect, domain, readCheckHints(table, column.name).literals),
    fresh: (n) => literal(dialect, domain, plainValue(domain, n)),
  };
}

/** A number in a check may be a limit that is not reached itself; in the check of a text it may be a length. */
function hintsFor(dialect: Dialect, domain: ValueDomain, literals: readonly string[]): string[] {
  const numbers = literals.filter((text) => /^-?\d{1,18}$/.test(text)).map(BigInt);
  const texts = literals.concat(
    domain.kind === 'text'
      ? numbers
          .filter((n) => n >= 0n && n < 10_000n)
          .flatMap((n) => [textOf(Number(n)), textOf(Number(n) + 1)])
      : numbers.flatMap((n) => [String(n + 1n), String(n - 1n)]),
  );
  return [...new Set(texts)].map((text) => literal(dialect, domain, text));
}
