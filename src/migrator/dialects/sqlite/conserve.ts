import { quoteColumn } from '../../model/quote.ts';
import type { AttemptKnowledge } from '../../run/attempt.ts';
import type { Execute } from '../../run/execute.ts';
import type { Finding, Ledger } from '../../run/migration-database.ts';
import type { RunStep } from '../../run/steps.ts';
import { findRenamedColumn, findSuccessor, readTableShapes, type TableShape } from './table-shapes.ts';

/** One table, followed from the start of the migration. */
interface Account {
  /** Its name at the start. */
  readonly name: string;
  readonly rows: number;
  /** Its name now, or the last one it had. */
  current: string;
  gone: boolean;
  /** Columns of the start: their names now. Those that are missing were dropped. */
  readonly columns: Map<string, string>;
  readonly allColumns: readonly string[];
  /** Number of values in columns that an earlier attempt lost. */
  readonly values: ReadonlyMap<string, number>;
}

/**
 * Opens the account of an SQLite database: the rows of every table are counted at the start and at the end; tables and
 * columns are followed through renames, step by step.
 */
export async function openLedger(
  execute: Execute,
  knowledge: AttemptKnowledge,
  historyTable: string,
): Promise<Ledger> {
  let shapes = await readTableShapes(execute);
  const accounts: Account[] = [];
  for (const [name, { columns }] of shapes) {
    if (name !== historyTable) {
      accounts.push(await openAccount(execute, name, columns, knowledge));
    }
  }
  const rootsMove = (await execute('pragma auto_vacuum'))[0]?.auto_vacuum !== 0;
  return {
    async observe(step) {
      const after = await readTableShapes(execute);
      for (const account of accounts) {
        follow(account, shapes, after, rootsMove, step);
      }
      shapes = after;
    },
    async findings() {
      const found = await Promise.all(accounts.map((account) => settle(execute, account)));
      return found.flat();
    },
  };
}

async function openAccount(
  execute: Execute,
  name: string,
  columns: readonly string[],
  { suspects }: AttemptKnowledge,
): Promise<Account> {
  const values = new Map<string, number>();
  for (const { table, column } of suspects) {
    if (table === name && column !== undefined) {
      values.set(column, await count(execute, name, quoteColumn(column)));
    }
  }
  return {
    name,
    rows: await count(execute, name, '*'),
    current: name,
    gone: false,
    columns: new Map(columns.map((column) => [column, column])),
    allColumns: columns,
    values,
  };
}

function follow(
  account: Account,
  before: ReadonlyMap<string, TableShape>,
  after: ReadonlyMap<string, TableShape>,
  rootsMove: boolean,
  step: RunStep | undefined,
): void {
  // A hand-written rebuild drops the table and gives its name to another one: an account may come back.
  const successor = findSuccessor(account.current, before, after, rootsMove);
  const shape = successor === undefined ? undefined : after.get(successor);
  account.gone = shape === undefined;
  if (successor === undefined || shape === undefined) {
    return;
  }
  const old = before.get(account.current)?.columns ?? [];
  account.current = successor;
  const renamed = step?.kind === 'sql' ? findRenamedColumn(old, shape.columns) : undefined;
  for (const [first, current] of account.columns) {
    if (current === renamed?.from) {
      account.columns.set(first, renamed.to);
    } else if (!shape.columns.includes(current)) {
      account.columns.delete(first);
    }
  }
}

async function settle(execute: Execute, account: Account): Promise<Finding[]> {
  const { name, current, rows } = account;
  if (account.gone) {
    return rows === 0 ? [] : [{ table: name, current: undefined, rows }];
  }
  const findings: Finding[] = [];
  const missing = rows - (await count(execute, current, '*'));
  if (missing > 0) {
    findings.push({ table: name, current, rows: missing });
  }
  for (const column of account.allColumns) {
    const values = account.values.get(column);
    if (!account.columns.has(column) && rows > 0 && values !== 0) {
      findings.push({ table: name, current, column, rows: values });
    }
  }
  return findings;
}

async function count(execute: Execute, table: string, what: string): Promise<number> {
  const rows = await execute(`select count(${what}) as n from main.${quoteColumn(table)}`);
  return Number(rows[0]?.n);
}
