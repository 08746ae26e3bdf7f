/**
 * A database schema as plain data: what an entity model asks of one dialect, what a snapshot file stores,
 * and what introspection reads. Every SQL fragment (type, default, expression) is final text of the dialect,
 * so that two schemas are equal exactly when they are deeply equal: no normalising, no guessing.
 */
export interface Schema {
  dialect: Dialect;
  /** Sorted by name. */
  tables: Table[];
  /** Sorted by name. */
  views: View[];
}

export type Dialect = 'sqlite' | 'postgresql';
export const DIALECTS: readonly Dialect[] = ['sqlite', 'postgresql'];

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
  /** The whole statement, where the entity gives it verbatim; the fields above are then empty. */
  statement?: string;
}

export interface Check {
  name: string;
  expression: string;
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
}

export interface Trigger {
  name: string;
  /** The whole `create trigger` statement, or statements where the dialect needs a function too. */
  statements: string[];
}

export interface View {
  name: string;
  materialized: boolean;
  definition: string;
}
