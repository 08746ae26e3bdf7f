import type { MigrationError } from '../../errors.ts';
import { quoteString } from '../../model/quote.ts';
import type { ErrorFacts } from '../error-facts.ts';
import type { Failure } from '../failure.ts';
import type { Probe } from '../probe.ts';
import { noReferencedKey } from '../rows/referenced-key.ts';

const MISMATCH = /^foreign key mismatch - "(?<table>.+)" referencing "(?<referenced>.+)"$/;

/** A foreign key to columns that are not unique, which SQLite only sees when rows are written or checked. */
export async function foreignKeyMismatch(
  { migration, error }: Pick<Failure, 'migration' | 'error'>,
  facts: ErrorFacts,
  probe: Probe,
): Promise<MigrationError | undefined> {
  const { table = '', referenced = '' } = MISMATCH.exec(facts.message)?.groups ?? {};
  const rows = await probe.ask(
    `select "id", "from", "to" from pragma_foreign_key_list(${quoteString(table)}) where lower("table") = lower(${quoteString(referenced)}) order by "id", "seq"`,
  );
  for (const id of new Set(rows?.map((row) => row.id))) {
    const columns = (rows ?? []).filter((row) => row.id === id);
    const from = columns.map((row) => String(row.from));
    const to = columns.map((row) => row.to).filter((name) => typeof name === 'string');
    if (!(await isKey(probe, referenced, to))) {
      const referencedColumns = to.length === 0 ? undefined : to;
      return noReferencedKey(
        migration,
        {
          kind: 'foreignKey',
          table: [table],
          name: undefined,
          columns: from,
          referencedTable: [referenced],
          referencedColumns,
        },
        error,
      );
    }
  }
  return undefined;
}

/** Whether `columns` are the primary key of the table or have a unique index of their own (SQLite manual, "Foreign Key Support", 3). */
async function isKey(probe: Probe, table: string, columns: readonly string[]): Promise<boolean> {
  const name = quoteString(table);
  const rows = await probe.ask(`
    select group_concat("name", char(0) order by "name") as "columns" from pragma_table_info(${name}) where "pk" > 0
    union all
    select (select group_concat("name", char(0) order by "name") from pragma_index_info(l."name"))
    from pragma_index_list(${name}) as l where l."unique" and not l."partial"`);
  const wanted = [...columns].sort().join('\0');
  return (rows ?? []).some((row) => row.columns !== null && (columns.length === 0 || row.columns === wanted));
}
