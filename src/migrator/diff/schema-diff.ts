import type {
  Check,
  Column,
  Dialect,
  ForeignKey,
  Index,
  NativeEnum,
  PrimaryKey,
  Schema,
  Table,
  Trigger,
  View,
} from '../model/schema.ts';

/** What leads from one schema to another; no dialect's SQL yet. */
export interface SchemaDiff {
  dialect: Dialect;
  /** The schema before, with the names of tables and columns after renames. */
  from: Schema;
  to: Schema;
  namespaces: Lists<string>;
  enums: Lists<NativeEnum> & { altered: Altered<NativeEnum>[] };
  /** Dropped tables have the names they had before renames. Renames are in an order that never meets a taken name. */
  tables: Lists<Table> & { renamed: Renamed[]; altered: TableDiff[] };
  /** A view that changes, or stands on what changes, is dropped before and added after everything else. */
  views: Lists<View>;
}

/** What leads from one state of a table to another. */
export interface TableDiff {
  /** The name before renames. */
  previousName: string;
  /** The table before, with the names it has after renames. */
  from: Table;
  to: Table;
  columns: Lists<Column> & { renamed: Renamed[]; altered: Altered<Column>[] };
  /** Undefined where the primary key stays. */
  primaryKey: { from: PrimaryKey | undefined; to: PrimaryKey | undefined } | undefined;
  /** Those with the same definition under another name are renamed. */
  indexes: Lists<Index> & { renamed: Renamed[] };
  checks: Lists<Check> & { renamed: Renamed[] };
  foreignKeys: Lists<ForeignKey> & { renamed: Renamed[] };
  triggers: Lists<Trigger>;
  /** Columns that come without values for the rows that exist: a later migration fills them. */
  filledLater?: readonly string[];
}

/** What is there only after, and only before. Something that changes is in both. */
export interface Lists<T> {
  added: T[];
  dropped: T[];
}

export interface Altered<T> {
  from: T;
  to: T;
}

export interface Renamed {
  from: string;
  to: string;
}

/** Whether there is nothing to do. */
export function isEmptyDiff(diff: SchemaDiff): boolean {
  return [diff.namespaces, diff.enums, diff.tables, diff.views].every((lists) =>
    Object.values(lists).every((list) => list.length === 0),
  );
}
