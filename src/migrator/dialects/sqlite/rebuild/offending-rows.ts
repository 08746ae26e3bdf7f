import { MigrationError } from '../../../errors.ts';
import { quoteColumn, quoteString } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { findColumn } from '../sql/columns.ts';
import { primaryKeyOf, rowidName } from '../sql/primary-key.ts';
import type { RebuildPlan } from './plan.ts';

/** Rows of a table that may stand against its rebuild. */
export interface Offence {
  /** Behind "2 rows": `with no whole number in column "amount"`. */
  what: string;
  /** What the query selects from: the table, or a query in its place. */
  source: string;
  where: string;
  /** Columns whose values matter in the sample, unquoted. */
  columns: string[];
  remedy: string;
}

/** The longest value that a message shows. */
const SHOWN_LENGTH = 60;

/** A refusal that counts, exemplifies and finds the rows; `undefined` where there are none. */
export async function findOffence(
  execute: Execute,
  plan: RebuildPlan,
  { what, source, where, columns, remedy }: Offence,
): Promise<MigrationError | undefined> {
  const [row] = await execute(`select count(*) as "count" from ${source} where ${where}`);
  const count = Number(row?.count ?? 0);
  if (count === 0) {
    return undefined;
  }
  const shown = [...new Set([...keyColumns(plan), ...columns.map(quoteColumn)])].map(
    (column) => `${quoteString(`${column} = `)} || substr(quote(${column}), 1, ${SHOWN_LENGTH})`,
  );
  const [sample] = await execute(
    `select ${shown.join(" || ', ' || ") || "'*'"} as "row" from ${source} where ${where} limit 1`,
  );
  return new MigrationError(
    'ROWS_REFUSED',
    `Table "${plan.from.name}" cannot be rebuilt because of ${count === 1 ? '1 row' : `${count} rows`} ${what}, ` +
      `for example ${sample?.row}. Nothing was changed.\nFind them: select * from ${source} where ${where};\n${remedy}`,
  );
}

/** What tells one row from another and is there before and after, quoted. */
function keyColumns({ from, to }: RebuildPlan): string[] {
  const key = primaryKeyOf(from)?.columns.filter(({ name }) => findColumn(to, name) !== undefined) ?? [];
  if (key.length > 0) {
    return key.map(({ name }) => quoteColumn(name));
  }
  const rowid = rowidName(from);
  return rowid === undefined ? [] : [rowid];
}
