import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { AttemptKnowledge } from '../../run/attempt.ts';
import type { Execute } from '../../run/execute.ts';
import type { Finding, Ledger } from '../../run/migration-database.ts';
import { readTableAccounts, type TableAccount } from './table-accounts.ts';

type Accounts = ReadonlyMap<number, TableAccount>;

/**
 * Opens the account of a PostgreSQL transaction from its own statistics (manual, "Cumulative Statistics System",
 * `pg_stat_xact_user_tables`): deletes of every kind, cascades and triggers included, cost nothing to count on a big
 * table. What they do not tell, another attempt counts: `truncate`, `drop table`, `drop column`.
 */
export async function openLedger(
  execute: Execute,
  { suspects }: AttemptKnowledge,
  historyTable: string,
): Promise<Ledger> {
  const before = await readTableAccounts(execute, historyTable);
  const counted = new Map<string, number>();
  for (const { table, column } of suspects) {
    counted.set(keyOf(table, column), await count(execute, table, column));
  }
  return {
    observe: async () => {
      // The catalog identifies tables and columns by number: they need no following.
    },
    findings: async () => {
      const after = await readTableAccounts(execute, historyTable);
      return [
        ...(await findDeleted(execute, before, after, counted)),
        ...(await findEmptied(execute, before, after, counted)),
        ...(await findDropped(execute, before, after, counted)),
      ];
    },
  };
}

/** Tables from which more rows were deleted than inserted, partitions together. */
async function findDeleted(
  execute: Execute,
  before: Accounts,
  after: Accounts,
  counted: ReadonlyMap<string, number>,
): Promise<Finding[]> {
  const net = new Map<number, number>();
  for (const table of after.values()) {
    const old = before.get(table.oid);
    const deleted = table.deleted - (old?.deleted ?? 0) - (table.inserted - (old?.inserted ?? 0));
    net.set(table.root, (net.get(table.root) ?? 0) + deleted);
  }
  const findings: Finding[] = [];
  for (const [oid, deleted] of net) {
    const table = before.get(oid);
    const current = after.get(oid)?.name;
    if (table === undefined || current === undefined || deleted <= 0) {
      continue;
    }
    const rows = counted.get(keyOf(table.name));
    if (rows === undefined) {
      findings.push({ table: table.name, current, rows: undefined });
      continue;
    }
    // The statistics also count what a savepoint took back, the counts what others deleted meanwhile: a loss is both.
    const missing = Math.min(deleted, rows - (await count(execute, current)));
    if (missing > 0) {
      findings.push({ table: table.name, current, rows: missing });
    }
  }
  return findings;
}

/**
 * Tables with another file and no row but those that were inserted: `truncate` leaves no other trace. A rewrite keeps
 * rows that nobody inserted.
 */
async function findEmptied(
  execute: Execute,
  before: Accounts,
  after: Accounts,
  counted: ReadonlyMap<string, number>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of after.values()) {
    const old = before.get(table.oid);
    if (old === undefined || old.file === table.file) {
      continue;
    }
    // Since `truncate`, that is: it also sets the counters back.
    const inserted = Math.max(0, table.inserted - table.deleted);
    const rows = await execute(
      `select count(*)::text as n from (select 1 from ${quoteName(table.name)} limit ${inserted + 1}) as kept`,
    );
    const kept = Number(rows[0]?.n);
    const known = counted.get(keyOf(old.name));
    if (kept <= inserted && (known === undefined || known > kept)) {
      findings.push({
        table: old.name,
        current: table.name,
        rows: known === undefined ? undefined : known - kept,
      });
    }
  }
  return findings;
}

/** Tables and columns that are gone. A table whose name a new one has now was rebuilt by hand: its copy is compared. */
async function findDropped(
  execute: Execute,
  before: Accounts,
  after: Accounts,
  counted: ReadonlyMap<string, number>,
): Promise<Finding[]> {
  const created = [...after.values()].filter(({ oid }) => !before.has(oid));
  const findings: Finding[] = [];
  for (const table of before.values()) {
    const copy = created.find(({ name }) => name === table.name);
    const same = after.get(table.oid);
    if (same === undefined) {
      const rows = counted.get(keyOf(table.name));
      const kept = copy === undefined || rows === undefined ? 0 : await count(execute, copy.name);
      const missing = rows === undefined ? undefined : Math.max(0, rows - kept);
      findings.push({ table: table.name, current: copy?.name, rows: missing });
    }
    const current = (same ?? copy)?.name;
    const copied = new Set(copy?.columns.values());
    for (const [number, column] of current === undefined ? [] : table.columns) {
      if (same === undefined ? !copied.has(column) : !same.columns.has(number)) {
        findings.push({ table: table.name, current, column, rows: counted.get(keyOf(table.name, column)) });
      }
    }
  }
  return findings.filter(({ rows }) => rows !== 0);
}

/** How many rows, or values of one column, a table has. */
async function count(execute: Execute, table: string, column?: string): Promise<number> {
  const what = column === undefined ? '*' : quoteColumn(column);
  const rows = await execute(`select count(${what})::text as n from ${quoteName(table)}`);
  return Number(rows[0]?.n);
}

function keyOf(table: string, column?: string): string {
  return JSON.stringify([table, column]);
}
