import { quoteColumn } from '../model/quote.ts';

/** A table as a statement names it: its name, unquoted, after its schema where the statement gives one. */
export type TableName = readonly string[];

/** What a statement asks of rows that exist already, or of the objects around it. */
export type Demand =
  | { kind: 'notNull'; table: TableName; column: string }
  | { kind: 'newNotNullColumn'; table: TableName; column: string }
  | {
      kind: 'unique';
      table: TableName;
      /** Undefined where the database gives the name. */
      name: string | undefined;
      what: 'index' | 'constraint' | 'primary key';
      /** Columns and expressions that must differ together, without order and operator class. */
      parts: string[];
      where: string | undefined;
      /** Whether two rows without a value are two different rows. */
      nullsDistinct: boolean;
    }
  | { kind: 'check'; table: TableName; name: string | undefined; expression: string }
  | {
      kind: 'foreignKey';
      table: TableName;
      name: string | undefined;
      columns: string[];
      referencedTable: TableName;
      /** Undefined where it is the primary key. */
      referencedColumns: string[] | undefined;
    }
  | { kind: 'type'; table: TableName; column: string; type: string; using: string | undefined }
  | { kind: 'validate'; table: TableName; name: string }
  | { kind: 'dropColumn'; table: TableName; column: string }
  | { kind: 'dropTable'; table: TableName };

/** One kind of demand. */
export type DemandOf<Kind extends Demand['kind']> = Extract<Demand, { kind: Kind }>;

/** The table for a query: each part quoted. */
export function tableSql(table: TableName): string {
  return table.map(quoteColumn).join('.');
}

/** The name by which a query's expressions qualify the table's columns. */
export function correlationName(table: TableName): string {
  return quoteColumn(table.at(-1) ?? '');
}
