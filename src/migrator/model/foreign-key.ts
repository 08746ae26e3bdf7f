import type { EntityProperty, NamingStrategy } from '@mikro-orm/core';
import type { ForeignKey as DatabaseForeignKey, DatabaseTable } from '@mikro-orm/sql';
import type { DialectModel } from './dialect-model.ts';
import type { ForeignKey } from './schema.ts';
import { qualifiedName } from './table-name.ts';

/**
 * A naming strategy that names foreign keys after the table they refer to as well;
 * MikroORM's own `indexName` does not get to know that table.
 */
export interface ForeignKeyNaming {
  foreignKeyName(table: string, columns: string[], referencedTable: string): string;
}

/** One foreign key of the entity model. */
export function readForeignKey(
  key: DatabaseForeignKey,
  table: DatabaseTable,
  properties: readonly EntityProperty[],
  naming: NamingStrategy,
  dialect: DialectModel,
): ForeignKey {
  const referencedTable = qualifiedName(key.referencedTableName, table.schema, dialect);
  const explicit = properties.some((property) => property.foreignKeyName === key.constraintName);
  const result: ForeignKey = {
    name:
      namesForeignKeys(naming) && !explicit
        ? naming.foreignKeyName(table.name, key.columnNames, referencedTable)
        : key.constraintName,
    columns: key.columnNames,
    referencedTable,
    referencedColumns: key.referencedColumnNames,
  };
  const onUpdate = action(key.updateRule);
  const onDelete = action(key.deleteRule);
  return {
    ...result,
    ...(onUpdate && { onUpdate }),
    ...(onDelete && { onDelete }),
    ...(key.deferMode && { deferrable: key.deferMode }),
  };
}

function namesForeignKeys(naming: NamingStrategy): naming is NamingStrategy & ForeignKeyNaming {
  return 'foreignKeyName' in naming && typeof naming.foreignKeyName === 'function';
}

/** `no action` is what both databases do when nothing is said. */
function action(rule: string | undefined): string | undefined {
  const text = rule?.toLowerCase();
  return text === 'no action' ? undefined : text;
}
