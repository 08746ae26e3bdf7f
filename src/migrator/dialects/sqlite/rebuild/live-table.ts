import { quoteColumn, quoteString } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import type { CreateTable } from '../sql/create-table.ts';
import { isSameName } from '../sql/identifier.ts';
import { parseCreateTable } from '../sql/parse-create-table.ts';
import { refuse } from './refusal.ts';

/** A table as it stands in the database, with everything that goes when it is dropped. */
export interface LiveTable {
  definition: CreateTable;
  /** `create index` statements in the order of their creation. */
  indexes: { name: string; sql: string }[];
  /** `create trigger` statements in the order of their creation. */
  triggers: { name: string; sql: string }[];
}

/**
 * Reads a table of the main database.
 *
 * @throws MigrationError `REBUILD_REFUSED` where there is none, or it is no ordinary table.
 */
export async function readLiveTable(execute: Execute, name: string): Promise<LiveTable> {
  const definition = await readDefinition(execute, name);
  const [shadow] = await execute(
    `select "type" from temp.sqlite_schema where "type" in ('table', 'view') and "name" = ${quoteString(name)} collate nocase`,
  );
  if (shadow !== undefined) {
    throw refuse(name, `a temporary ${shadow.type} hides it`, 'Drop that first.');
  }
  const owned = await execute(
    `select "type", "name", "sql", 0 as "temporary" from main.sqlite_schema
    where "tbl_name" = ${quoteString(name)} collate nocase and "type" in ('index', 'trigger') and "sql" is not null
    order by rowid`,
  );
  const temporary = await execute(
    `select "type", "name", "sql", 1 as "temporary" from temp.sqlite_schema
    where "tbl_name" = ${quoteString(name)} collate nocase and "type" = 'trigger' order by rowid`,
  );
  const all = [...owned, ...temporary].map((row) => ({
    type: String(row.type),
    name: String(row.name),
    // SQLite keeps the statement of a temporary trigger without the word.
    sql: row.temporary ? String(row.sql).replace(/^create/i, 'create temp') : String(row.sql),
  }));
  return {
    definition,
    indexes: all.filter(({ type }) => type === 'index'),
    triggers: all.filter(({ type }) => type === 'trigger'),
  };
}

async function readDefinition(execute: Execute, name: string): Promise<CreateTable> {
  const [row] = await execute(
    `select "type", "name", "sql" from main.sqlite_schema where "type" in ('table', 'view') and "name" = ${quoteString(name)} collate nocase`,
  );
  const sql = String(row?.sql ?? '');
  if (row === undefined || sql === '') {
    throw refuse(name, 'there is no such table in the database', 'Correct its name in the migration.');
  }
  if (row.type === 'view' || /^create\s+virtual/i.test(sql)) {
    const kind = row.type === 'view' ? 'view' : 'virtual table';
    throw refuse(name, `it is a ${kind}`, `Drop the ${kind} and create it again in the migration.`);
  }
  const definition = parseCreateTable(sql);
  await assertUnderstood(execute, definition, sql);
  return definition;
}

/** The columns that were read from the text must be those that SQLite sees: a rebuild would drop any other. */
async function assertUnderstood(
  execute: Execute,
  { name, columns }: CreateTable,
  sql: string,
): Promise<void> {
  const rows = await execute(`pragma main.table_xinfo(${quoteColumn(name)})`);
  const isSame =
    rows.length === columns.length &&
    columns.every((column, at) => isSameName(column.name, String(rows[at]?.name)));
  if (!isSame) {
    const seen = rows.map((row) => row.name).join(', ');
    throw refuse(
      name,
      `SQLite sees the columns ${seen} where the migrator reads ${columns.map((column) => column.name).join(', ')} in: ${sql}`,
      'Please report this statement.',
    );
  }
}
