import { type EntityProperty, type EntitySchema, MikroORM, ReferenceKind } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { type EnumNames, enumNamesOf } from './enum-names.ts';
import type { Locate } from './locate.ts';
import { scalarsOf } from './scalars.ts';

/** A property of an entity, in the words of the API. */
export interface ModelProperty {
  /** `Todo.title`. */
  path: string;
  name: string;
  /** `src/entities/todo.ts:18`. */
  place: string;
  nullable: boolean;
  isList: boolean;
  /** The SDL types that can show it; of an enum and of an entity the type is not here. */
  scalars: readonly string[];
  /** The entity that it refers to. */
  target: string | undefined;
  enumNames: EnumNames | undefined;
  /** In Unicode code points. */
  maxLength: number | undefined;
  /** Whether a row gets a value for it when nothing is said. */
  hasDefault: boolean;
  /** That value, where it is a plain one; an enum's by its name. */
  defaultValue: unknown;
  /** Whether it says which row, or which version of it, is meant. */
  identifies: boolean;
  /** The column's type on PostgreSQL. */
  columnType: string;
}

/** An entity, by its properties. */
export interface ModelEntity {
  name: string;
  place: string;
  properties: ModelProperty[];
}

/**
 * What MikroORM makes of `entities`. Opens no database. PostgreSQL's column types are looked at, because they are the
 * exact ones: SQLite calls everything text or integer, and knows no length.
 */
export function readModel(entities: readonly EntitySchema[], locate: Locate): ModelEntity[] {
  const orm = new MikroORM({
    driver: PostgreSqlDriver,
    dbName: 'none',
    entities: [...entities],
    colors: false,
  });
  return entities.map((entity) => {
    const meta = orm.getMetadata().get(entity);
    // A many-to-many without an inverse side gets one that only MikroORM sees; what is embedded is in its object.
    const properties = meta.props.filter(({ name, embedded }) => !name.endsWith('__inverse') && !embedded);
    return {
      name: meta.className,
      place: locate(meta.className),
      properties: properties.map((property) =>
        describe(property, meta.className, enumNamesOf(entity, property.name), locate),
      ),
    };
  });
}

function describe(
  property: EntityProperty,
  entity: string,
  enumNames: EnumNames | undefined,
  locate: Locate,
): ModelProperty {
  const { name, kind, array } = property;
  const [columnType = ''] = property.columnTypes ?? [];
  const isRelation = kind !== ReferenceKind.SCALAR && kind !== ReferenceKind.EMBEDDED;
  const isToMany = kind === ReferenceKind.ONE_TO_MANY || kind === ReferenceKind.MANY_TO_MANY;
  const isText = /^(varchar|char|text)\b/.test(columnType);
  const length = /\((\d+)\)/.exec(columnType)?.[1];
  return {
    path: `${entity}.${name}`,
    name,
    place: locate(entity, name),
    nullable: Boolean(property.nullable),
    isList: isToMany || Boolean(array) || columnType.endsWith('[]'),
    scalars: isRelation || enumNames ? [] : scalarsOf(columnType, Boolean(property.primary)),
    target: isRelation ? property.targetMeta?.className : undefined,
    enumNames,
    maxLength: isText && !enumNames && length !== undefined ? Number(length) : undefined,
    hasDefault:
      property.default !== undefined || property.defaultRaw !== undefined || Boolean(property.onCreate),
    defaultValue: enumNames ? enumNames.nameOf(property.default) : property.default,
    identifies: Boolean(property.primary || property.version),
    columnType,
  };
}
