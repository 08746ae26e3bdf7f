/**
 * A database schema as plain data: what an entity model asks of one dialect, what a snapshot file stores,
 * and what introspection reads. Every SQL fragment (type, default, expression) is final text of the dialect,
 * so that two schemas are equal exactly when they are deeply equal: no normalising, no guessing.
 */
export interface Schema {
  dialect: Dialect;
  /** PostgreSQL schemas other than the default one that the tables, views and enums need. Sorted. */
  namespaces: string[];
  /** PostgreSQL enum types, sorted by name. */
  enums: NativeEnum[];
  /** Sorted by name. */
  tables: Table[];
  /** Sorted by name. */
  views: View[];
}

export type Dialect = 'sqlite' | 'postgresql';
export const DIALECTS: readonly Dialect[] = ['sqlite', 'postgresql'];

export interface NativeEnum {
  /** Unquoted. A schema other than the default one stands before it. */
  name: string;
  /** In the order in which the database sorts them. */
  items: string[];
}

export interface Table {
  /** Unquoted. A schema other than the default one stands before it: `audit.events`. */
  name: string;
  /** In the order of the entity's properties. */
  columns: Column[];
  primaryKey: PrimaryKey | undefined;
  /** Sorted by name, as are the three below. */
  indexes: Index[];
  checks: Check[];
  foreignKeys: ForeignKey[];
  triggers: Trigger[];
  comment?: string;
}

export interface Column {
  name: string;
  /** For example `varchar(200)` or `integer`. */
  type: string;
  nullable: boolean;
  /** An SQL expression, quoted where it is a string: `'Open'`, `current_timestamp`. */
  default?: string;
  /** Filled by the database with ever growing integers; never reused. */
  autoIncrement?: boolean;
  /** The SQL expression of a generated column and whether its value is kept in the row. */
  generated?: { expression: string; stored: boolean };
  collation?: string;
  comment?: string;
  /** Differences in these never become a change: MikroORM's `ignoreSchemaChanges`. */
  ignoreChanges?: ('type' | 'default' | 'collation')[];
}

export interface PrimaryKey {
  name: string;
  columns: string[];
}

export interface Index {
  name: string;
  unique: boolean;
  /** Column names quoted, or expressions, each with its order, as they stand between the parentheses. */
  parts: string[];
  /** PostgreSQL access method where it is not btree. */
  method?: string;
  /** Predicate of a partial index. */
  where?: string;
  /** PostgreSQL `include (…)` columns, unquoted. */
  include?: string[];
  /** PostgreSQL storage parameters, as they stand in `with (…)`. */
  storage?: string;
  /** The whole statement, where the entity gives it verbatim; the fields above are then empty. */
  statement?: string;
  /** Read from a live database only: not enforced, or not yet checked against the rows that exist. */
  invalid?: true;
}

export interface Check {
  name: string;
  expression: string;
  /** Read from a live database only: not enforced, or not yet checked against the rows that exist. */
  invalid?: true;
}

export interface ForeignKey {
  name: string;
  columns: string[];
  referencedTable: string;
  referencedColumns: string[];
  onUpdate?: string;
  onDelete?: string;
  /** `deferred` or `immediate`, where the constraint is deferrable. */
  deferrable?: string;
  /** Read from a live database only: not enforced, or not yet checked against the rows that exist. */
  invalid?: true;
}

export interface Trigger {
  name: string;
  /** The `create trigger` statement, or statements: SQLite has one trigger per event, PostgreSQL needs a function. */
  statements: string[];
  /** The statements that drop what `statements` creates. */
  drop: string[];
}

export interface View {
  /** Unquoted. A schema other than the default one stands before it. */
  name: string;
  /** PostgreSQL only; on SQLite a plain view, which is always fresh. */
  materialized: boolean;
  /** The query. */
  definition: string;
  /** Of a materialized view. Sorted by name. */
  indexes: Index[];
  /** A materialized view that is created empty. */
  withNoData?: boolean;
}
