import type { EntityProperty, Platform } from '@mikro-orm/core';
import type { Column as DatabaseColumn, SqlTriggerDef } from '@mikro-orm/sql';
import type { Trigger } from './schema.ts';

/** A column as MikroORM describes it, with the property it stores. */
export interface ColumnSource {
  column: DatabaseColumn;
  property: EntityProperty | undefined;
  platform: Platform;
}

/** A rule that a column's type does not enforce by itself. */
export interface ColumnRule {
  /** What stands after the column in the name of the check: `length` in `ck_todos_title_length`. */
  suffix: string[];
  expression: string;
}

/** What differs between databases in reading an entity model. */
export interface DialectModel {
  /** The schema whose name is left out. */
  defaultSchema: string | undefined;
  /** The SQL text of a literal that the entity model gives as a value of JavaScript. */
  literal(value: unknown): string;
  /** The SQL text of a default that the entity model gives as an SQL expression. */
  expression(sql: string, source: ColumnSource): string;
  /** The SQL text of the type. */
  type(source: ColumnSource): string;
  /** What becomes of the value of a generated column when the model does not say. */
  storesGenerated: boolean;
  /** Whether the database has comments on tables and columns. */
  hasComments: boolean;
  /** Whether tables lie in schemas. */
  hasSchemas: boolean;
  /** Whether enums can be types of their own. */
  hasEnumTypes: boolean;
  /** Whether a view can keep its rows, and have indexes. */
  hasMaterializedViews: boolean;
  /** Whether an index has a method, stored columns and a place for nulls: what changes its speed, never a result. */
  hasIndexOptions: boolean;
  /** A trigger on `table`. */
  trigger(trigger: SqlTriggerDef, table: string): Trigger;
  /** The checks that `source` needs, beside those of the entity and of its enum. */
  rules(source: ColumnSource): ColumnRule[];
}
