import type { EntityProperty, Platform } from '@mikro-orm/core';
import type { Column as DatabaseColumn } from '@mikro-orm/sql';

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
  /** Whether the database has native enum types, schemas, and indexes other than btree. */
  hasNamespaces: boolean;
  /** The checks that `source` needs, beside those of the entity and of its enum. */
  rules(source: ColumnSource): ColumnRule[];
}
