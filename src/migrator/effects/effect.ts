import type { LockMode } from '../rehearse/rehearsal.ts';

/** `unknown` is said where the statement alone, and the catalog, do not tell; never a guess. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What a statement does to one table that is there before it. */
export interface TableEffect {
  /** With its schema, where that is not the current one. */
  table: string;
  /** Held to the end of the transaction. */
  lock: LockMode;
  /** Whether its file is written anew. */
  rewrite: Answer;
  /** Whether it is read from end to end. */
  scan: Answer;
  /** Why, where that is not plain; parts of a sentence. */
  because: string[];
}

/** What a statement changes of the rows of a table. */
export interface RowChange {
  table: string;
  kind: 'insert' | 'update' | 'delete' | 'truncate';
}

/** What one statement does. */
export interface StatementEffect {
  /** False where the statement is none of those that are understood: what it does is not known. */
  known: boolean;
  tables: TableEffect[];
  /** Tables that it makes. */
  creates: string[];
  /** Tables, or columns of tables, that go with what is in them. */
  drops: { table: string; column?: string }[];
  rows: RowChange[];
}

/** A statement that touches no table. */
export function nothing(): StatementEffect {
  return { known: true, tables: [], creates: [], drops: [], rows: [] };
}

/** A statement that locks tables, and does no more to them. */
export function locking(lock: LockMode, ...tables: string[]): StatementEffect {
  return { ...nothing(), tables: tables.map((table) => touch(table, lock)) };
}

/** What is done to one table; by default it is only locked. */
export function touch(table: string, lock: LockMode, more: Partial<TableEffect> = {}): TableEffect {
  return { table, lock, rewrite: 'no', scan: 'no', because: [], ...more };
}

export function unknownEffect(): StatementEffect {
  return { ...nothing(), known: false };
}
