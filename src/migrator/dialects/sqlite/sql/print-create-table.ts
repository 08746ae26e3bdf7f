import { quoteColumn } from '../../../model/quote.ts';
import type { ColumnDefinition, CreateTable } from './create-table.ts';

/** The statement that creates `table` under `name`; parts that were not changed are printed as they were read. */
export function printCreateTable(table: CreateTable, name: string = table.name): string {
  const columns = table.columns.map(printColumn).join(',');
  const constraints = table.constraints.map(
    ({ separator, before, text, after }) => separator + before + text + after,
  );
  return `CREATE TABLE ${quoteColumn(name)}${table.gap}(${columns}${constraints.join('')})${table.options}`;
}

/** A column definition as it stands in a `create table`, with the white space and comments around it. */
export function printColumn(column: ColumnDefinition): string {
  const parts = [column.type, ...column.constraints];
  const body = parts.reduce((text, part) => append(text, part.before + part.text), column.nameText);
  return column.before + body + column.after;
}

/** Keeps two words apart that became neighbours when what stood between them was taken away. */
function append(left: string, right: string): string {
  const wouldJoin = /[A-Za-z0-9_$\u0080-\uffff]$/.test(left) && /^[A-Za-z0-9_$\u0080-\uffff]/.test(right);
  return wouldJoin ? `${left} ${right}` : left + right;
}
