import type { EntityProperty, NamingStrategy } from '@mikro-orm/core';
import type { AbstractSqlPlatform, DatabaseTable } from '@mikro-orm/sql';
import { readChecks } from './check.ts';
import { readColumn } from './column.ts';
import type { DialectModel } from './dialect-model.ts';
import { readForeignKey } from './foreign-key.ts';
import { readIndex } from './index-definition.ts';
import { byName } from './order.ts';
import type { Table } from './schema.ts';
import { qualifiedName } from './table-name.ts';

/** What reading a table needs to know beside it. */
export interface TableContext {
  /** The properties of the entities that share the table. */
  properties: readonly EntityProperty[];
  platform: AbstractSqlPlatform;
  naming: NamingStrategy;
  dialect: DialectModel;
  options: { foreignKeys: boolean; triggers: boolean };
}

/** One table of the entity model in the words of one dialect. */
export function readTable(table: DatabaseTable, context: TableContext): Table {
  const { properties, platform, naming, dialect, options } = context;
  const name = qualifiedName(table.name, table.schema, dialect);
  const sources = table.getColumns().map((column) => ({
    column,
    platform,
    property: properties.find((property) => property.fieldNames?.includes(column.name)),
  }));
  const primary = table.getPrimaryKey();
  return {
    name,
    columns: sources.map((source) => readColumn(source, dialect)),
    primaryKey: primary && {
      name: naming.indexName(table.name, primary.columnNames, 'primary'),
      columns: primary.columnNames,
    },
    indexes: table
      .getIndexes()
      .filter((index) => !index.primary)
      .map((index) => readIndex(index, platform, dialect))
      .sort(byName),
    checks: readChecks(table, sources, context),
    foreignKeys: options.foreignKeys
      ? Object.values(table.getForeignKeys())
          .map((key) => readForeignKey(key, table, properties, naming, dialect))
          .sort(byName)
      : [],
    triggers: options.triggers
      ? table
          .getTriggers()
          .map((trigger) => dialect.trigger(trigger, name))
          .sort(byName)
      : [],
    ...(table.comment && dialect.hasComments && { comment: table.comment }),
  };
}
