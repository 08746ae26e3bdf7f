import type { TableName } from './demand.ts';

/** How a diagnosis asks the database; what differs between dialects. */
export interface Probe {
  /** Runs a query without harm to the transaction around it: one that fails gives undefined. */
  ask(sql: string): Promise<Record<string, unknown>[] | undefined>;
  /** The columns that tell one row of the table from another, quoted. */
  keyOf(table: TableName): Promise<string[]>;
  /** SQL whose result is the text of the value's literal. */
  literal(sql: string): string;
}
