import { quoteColumn, quoteString } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { findColumn } from '../sql/columns.ts';
import type { CreateTable } from '../sql/create-table.ts';
import { type ForeignKeyClause, foreignKeysOf } from '../sql/foreign-keys.ts';
import { foldName, isSameName } from '../sql/identifier.ts';
import { parseCreateTable } from '../sql/parse-create-table.ts';
import { primaryKeyOf } from '../sql/primary-key.ts';
import type { Offence } from './offending-rows.ts';
import type { RebuildPlan } from './plan.ts';
import { changedColumns, sourceFor } from './source.ts';

/**
 * Rows that refer to a row that does not exist, through a foreign key that is new or whose values change. Foreign keys
 * are off during a rebuild, so that nothing else would see them before the end of the migration.
 */
export async function orphanOffences(execute: Execute, plan: RebuildPlan): Promise<Offence[]> {
  const before = foreignKeysOf(plan.from).map(essence);
  const changed = changedColumns(plan).map(foldName);
  const concerned = foreignKeysOf(plan.to).filter(
    (key) =>
      !before.includes(essence(key)) || key.columns.some((column) => changed.includes(foldName(column))),
  );
  const offences = await Promise.all(concerned.map((key) => orphanOffence(execute, plan, key)));
  return offences.filter((offence) => offence !== undefined);
}

async function orphanOffence(
  execute: Execute,
  plan: RebuildPlan,
  { name, columns, reference }: ForeignKeyClause,
): Promise<Offence | undefined> {
  const isSelf = isSameName(reference.table, plan.to.name);
  const parent = isSelf ? plan.to : await readParent(execute, reference.table);
  const referenced = reference.columns.length > 0 ? reference.columns : primaryKeyNames(parent);
  const isComplete = referenced.every((column) => parent !== undefined && findColumn(parent, column));
  // Otherwise the parent is still to come in this migration, or the check at its end tells what is wrong.
  if (!isComplete || referenced.length !== columns.length) {
    return undefined;
  }
  const source = sourceFor(plan, columns.map(quoteColumn).join(', '));
  const from = isSelf
    ? sourceFor(plan, referenced.map(quoteColumn).join(', '))
    : quoteColumn(reference.table);
  const table = quoteColumn(plan.to.name);
  // The parent's column stands first: its collation decides (SQLite manual, "Foreign Key Support", section 3).
  const matches = columns.map(
    (column, at) => `"referenced".${quoteColumn(referenced[at] ?? '')} = ${table}.${quoteColumn(column)}`,
  );
  const filled = columns.map((column) => `${table}.${quoteColumn(column)} is not null`);
  return {
    what: `referring to no row of "${reference.table}", against foreign key ${name === undefined ? `(${columns.join(', ')})` : `"${name}"`}`,
    source,
    where: `${filled.join(' and ')} and not exists (select 1 from (select * from ${from}) as "referenced" where ${matches.join(' and ')})`,
    columns,
    remedy:
      'Correct, empty or delete them before the rebuild, in this migration or by hand; then run it again.',
  };
}

async function readParent(execute: Execute, name: string): Promise<CreateTable | undefined> {
  const [row] = await execute(
    `select "sql" from main.sqlite_schema where "type" = 'table' and "name" = ${quoteString(name)} collate nocase`,
  );
  return row === undefined ? undefined : parseCreateTable(String(row.sql));
}

function primaryKeyNames(table: CreateTable | undefined): string[] {
  const key = table === undefined ? undefined : primaryKeyOf(table);
  return key?.columns.map(({ name }) => name) ?? [];
}

function essence({ columns, reference }: ForeignKeyClause): string {
  return foldName(JSON.stringify([columns, reference.table, reference.columns]));
}
