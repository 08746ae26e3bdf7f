import { quoteColumn } from '../../../model/quote.ts';
import { findColumn, findConstraint, isGenerated } from '../sql/columns.ts';
import type { ColumnDefinition } from '../sql/create-table.ts';
import { isSameName } from '../sql/identifier.ts';
import { rowidAlias, rowidName } from '../sql/primary-key.ts';
import { type Conversion, convert, convertToRowid } from './conversion.ts';
import { isKept, type RebuildPlan } from './plan.ts';

/** One column of the copy. */
export interface CopiedColumn {
  /** SQL of the column to fill. */
  target: string;
  /** SQL of its value in a row of the old table. */
  source: string;
}

/** A column whose values change with its type. */
export interface ConvertedColumn {
  name: string;
  conversion: Conversion;
}

/** The columns whose values are not taken over as they are. */
export function convertedColumns(plan: RebuildPlan): ConvertedColumn[] {
  return plan.to.columns.flatMap((column) => {
    const conversion = conversionOf(plan, column);
    return conversion === undefined ? [] : [{ name: column.name, conversion }];
  });
}

function conversionOf(plan: RebuildPlan, column: ColumnDefinition): Conversion | undefined {
  const old = findColumn(plan.from, column.name);
  if (old === undefined || !isKept(plan, column.name) || isGenerated(column)) {
    return undefined;
  }
  const value = quoteColumn(column.name);
  const isAlias = (alias: string | undefined) => alias !== undefined && isSameName(alias, column.name);
  if (isAlias(rowidAlias(plan.to)) && !isAlias(rowidAlias(plan.from))) {
    return convertToRowid(value);
  }
  return convert(value, old.type.text, column.type.text);
}

/**
 * What the copy fills: every column that takes over values, and the rowid, which a full text index over the table may
 * know, where no column is another name for it. All others get their defaults from SQLite, generated ones their
 * expression.
 */
export function copiedColumns(plan: RebuildPlan): CopiedColumn[] {
  const columns = plan.to.columns
    .filter((column) => isKept(plan, column.name) && !isGenerated(column))
    .map((column) => ({
      target: quoteColumn(column.name),
      source: conversionOf(plan, column)?.value ?? quoteColumn(column.name),
    }));
  const target = rowidName(plan.to);
  const source = rowidName(plan.from) ?? rowidAlias(plan.from);
  const alias = rowidAlias(plan.to);
  if (target === undefined || source === undefined || (alias !== undefined && isKept(plan, alias))) {
    return columns;
  }
  return [{ target, source: source === target ? source : quoteColumn(source) }, ...columns];
}

/**
 * A query in the place of the new table, before there is one: its columns have the values, types and collations that
 * the new table's will have.
 */
export function projectTable(plan: RebuildPlan): string {
  const { from, to } = plan;
  const isReady = (column: ColumnDefinition) => isKept(plan, column.name) && !isGenerated(column);
  const rowid = rowidName(from);
  const ready = to.columns.map((column) =>
    isReady(column)
      ? projectKept(plan, column)
      : isGenerated(column)
        ? undefined
        : `${cast(findConstraint(column, 'default')?.expression ?? 'null', column)} as ${quoteColumn(column.name)}`,
  );
  const selected = [...(rowid === undefined ? [] : [rowid]), ...ready.filter((sql) => sql !== undefined)];
  const table = quoteColumn(to.name);
  let sql = `(select ${selected.join(', ')} from main.${table}) as ${table}`;
  // A generated column may need another: one level for each, in the order of the table.
  for (const column of to.columns.filter(isGenerated)) {
    const expression = findConstraint(column, 'generated')?.expression ?? 'null';
    sql = `(select *, ${cast(`(${expression})`, column)} as ${quoteColumn(column.name)} from ${sql}) as ${table}`;
  }
  return sql;
}

function projectKept(plan: RebuildPlan, column: ColumnDefinition): string {
  const name = quoteColumn(column.name);
  const conversion = conversionOf(plan, column);
  if (conversion !== undefined) {
    return `${cast(conversion.value, column)} as ${name}`;
  }
  const old = findColumn(plan.from, column.name);
  const collation = collationOf(column) ?? 'binary';
  const isSame = old !== undefined && isSameName(collationOf(old) ?? 'binary', collation);
  return isSame ? name : `${name} collate ${quoteColumn(collation)} as ${name}`;
}

function cast(value: string, column: ColumnDefinition): string {
  const collation = collationOf(column);
  const typed = column.type.text === '' ? value : `cast(${value} as ${column.type.text})`;
  return collation === undefined ? typed : `${typed} collate ${quoteColumn(collation)}`;
}

function collationOf(column: ColumnDefinition): string | undefined {
  return findConstraint(column, 'collate')?.collation;
}
