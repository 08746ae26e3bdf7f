import { type EntityName, type EntityProperty, type Platform, Type } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type Dialect, dialectOf } from './dialect.ts';
import type { Sql } from './sql-template.ts';

/** A column's value as the driver gives it or takes it. */
export type DatabaseValue = unknown;

/** A property of an entity that is stored in one column. */
export interface Column {
  /** The column's name in the database. */
  name: string;
  /** What to read instead, where the value is not stored but computed by the query. */
  expression?: Sql;
  nullable: boolean;
  /** Whether it is of a type whose order depends on a collation. */
  isText: boolean;
  /** The property's value for the column's, which is not null. */
  read: ((value: DatabaseValue) => unknown) | undefined;
  /** The column's value for the property's. */
  write: (value: unknown) => DatabaseValue;
}

/** How the rows of one table stand for objects of one entity type. */
export interface RowMap<Entity> {
  table: string;
  /** Of the database that has it. */
  dialect: Dialect;
  /** Every property that is stored in a column. */
  properties: readonly (keyof Entity & string)[];
  /** Whether `name` is a property that is stored in a column. */
  has(name: string): name is keyof Entity & string;
  column(property: keyof Entity & string): Column;
  /**
   * Turns rows, whose columns were selected under the names of `properties`, into objects with the values that the
   * entities would have. Changes the rows themselves: they belong to nobody else.
   */
  read(rows: Record<string, DatabaseValue>[], properties: readonly (keyof Entity & string)[]): Entity[];
}

const rowMaps = new WeakMap<object, unknown>();

/**
 * The map of `entity`, derived from its metadata: what `em.getKysely()` returns is raw (SQLite's booleans are 0 and 1,
 * its moments milliseconds; PostgreSQL's moments are text).
 */
export function rowMapOf<Entity extends object>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
): RowMap<Entity> {
  const meta = em.getMetadata(entity);
  const known = rowMaps.get(meta);
  if (known !== undefined) {
    return known as RowMap<Entity>;
  }
  const columns = new Map<string, Column>();
  for (const property of meta.props.filter(({ fieldNames }) => fieldNames?.length === 1)) {
    columns.set(property.name, columnOf(property, em.getPlatform()));
  }
  const column = (property: string) => {
    const found = columns.get(property);
    if (found === undefined) {
      throw new Error(`${meta.className} has no property ${property} that is a column.`);
    }
    return found;
  };
  const rowMap: RowMap<Entity> = {
    table: meta.tableName,
    dialect: dialectOf(em),
    properties: [...columns.keys()] as (keyof Entity & string)[],
    has: (name): name is keyof Entity & string => columns.has(name),
    column,
    read(rows, properties) {
      for (const property of properties) {
        const { read } = column(property);
        if (read !== undefined) {
          for (const row of rows) {
            row[property] = row[property] === null ? null : read(row[property]);
          }
        }
      }
      return rows as Entity[];
    },
  };
  rowMaps.set(meta, rowMap);
  return rowMap;
}

function columnOf(property: EntityProperty, platform: Platform): Column {
  const [name] = property.fieldNames;
  const [type = ''] = property.columnTypes;
  return {
    name: name ?? property.name,
    nullable: property.nullable ?? false,
    isText: /^(varchar|text)\b/.test(type),
    read: readerOf(property, platform),
    write: (value) => write(value, property, platform),
  };
}

/** As MikroORM itself reads a column (EntityComparator, `getResultMapper`). */
function readerOf({ runtimeType, customType }: EntityProperty, platform: Platform): Column['read'] {
  if (runtimeType === 'boolean') {
    return Boolean;
  }
  if (runtimeType === 'Date') {
    return (value) => platform.parseDate(value as string | number);
  }
  if (customType === undefined || customType.convertToJSValue === Type.prototype.convertToJSValue) {
    return undefined;
  }
  return (value) => customType.convertToJSValue(value, platform);
}

function write(value: unknown, { customType }: EntityProperty, platform: Platform): DatabaseValue {
  if (value === null) {
    return null;
  }
  const stored = customType === undefined ? value : customType.convertToDatabaseValue(value, platform);
  if (typeof stored === 'boolean' && platform.getBooleanTypeDeclarationSQL() !== 'boolean') {
    return Number(stored);
  }
  return stored instanceof Date ? platform.processDateProperty(stored) : stored;
}
