import { quoteColumn } from '../../../model/quote.ts';
import type { Execute, Row } from '../../../run/execute.ts';
import type { ColumnConstraint, CreateTable } from '../sql/create-table.ts';
import { parseCreateTable } from '../sql/parse-create-table.ts';
import type { CatalogEntry } from './catalog.ts';

/** What the `create table` statements say. Where one is beyond our reading, SQLite's own list of columns is taken. */
export async function readDefinitions(
  execute: Execute,
  tables: readonly CatalogEntry[],
): Promise<CreateTable[]> {
  const definitions: CreateTable[] = [];
  for (const { name, sql } of tables) {
    definitions.push(tryParse(name, sql) ?? (await readColumns(execute, name)));
  }
  return definitions;
}

function tryParse(name: string, sql: string): CreateTable | undefined {
  try {
    return { ...parseCreateTable(sql), name };
  } catch {
    return undefined;
  }
}

async function readColumns(execute: Execute, name: string): Promise<CreateTable> {
  const rows = await execute(`pragma main.table_xinfo(${quoteColumn(name)})`).catch(() => []);
  const key = rows
    .filter(({ pk }) => Number(pk) > 0)
    .sort((left, right) => Number(left.pk) - Number(right.pk));
  return {
    name,
    gap: ' ',
    columns: rows.map((row) => ({
      name: String(row.name),
      nameText: quoteColumn(String(row.name)),
      before: ' ',
      type: { before: ' ', text: String(row.type) },
      constraints: columnConstraints(row),
      after: '',
    })),
    constraints:
      key.length === 0
        ? []
        : [
            {
              kind: 'primary key',
              columns: key.map((row) => ({ name: String(row.name), descending: false })),
              autoIncrement: false,
              separator: ',',
              before: ' ',
              text: '',
              after: '',
            },
          ],
    options: '',
    withoutRowid: false,
    strict: false,
  };
}

function columnConstraints(row: Row): ColumnConstraint[] {
  const part = { before: ' ', text: '' };
  return [
    ...(Number(row.notnull) > 0 ? [{ ...part, kind: 'not null' as const }] : []),
    ...(row.dflt_value === null || row.dflt_value === undefined
      ? []
      : [{ ...part, kind: 'default' as const, expression: String(row.dflt_value) }]),
  ];
}
