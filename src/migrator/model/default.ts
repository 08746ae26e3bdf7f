import type { EntityProperty } from '@mikro-orm/core';
import type { ColumnSource, DialectModel } from './dialect-model.ts';

/**
 * The SQL text of a column's default, or undefined where it has none.
 *
 * A value is read from the property, not from MikroORM's SQL of it: `MetadataDiscovery.initDefaultValue` puts quotes
 * around a string without doubling those inside.
 */
export function readDefault(source: ColumnSource, dialect: DialectModel): string | undefined {
  const { property, column } = source;
  if (column.autoincrement || column.generated !== undefined) {
    return undefined;
  }
  const raw = property === undefined ? column.default : property.defaultRaw;
  if (raw === undefined || raw === null) {
    return undefined;
  }
  const value = property === undefined ? undefined : databaseValue(property, source);
  const isDerived = value !== undefined && raw === (typeof value === 'string' ? `'${value}'` : `${value}`);
  const text = isDerived ? dialect.literal(value) : dialect.expression(raw, source);
  return text.toLowerCase() === 'null' ? undefined : text;
}

/** What MikroORM would write for the property's default, by the rule of `MetadataDiscovery.initDefaultValue`. */
function databaseValue(property: EntityProperty, { platform }: ColumnSource): unknown {
  const value: unknown = property.default;
  const type = property.customType;
  if (value !== undefined && type && (Array.isArray(value) || type.compareAsType() !== 'any')) {
    return type.convertToDatabaseValue(value, platform);
  }
  return value;
}
