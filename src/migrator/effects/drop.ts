import type { DropStmt } from 'libpg-query';
import { type Catalog, referencing, withChildren } from './catalog.ts';
import { locking, nothing, type StatementEffect, unknownEffect } from './effect.ts';
import { namesOf, relationOf } from './syntax.ts';

/** Objects that no table knows of, or that fall without one being locked. */
const WITHOUT_TABLES = new Set([
  'OBJECT_VIEW',
  'OBJECT_TYPE',
  'OBJECT_DOMAIN',
  'OBJECT_FUNCTION',
  'OBJECT_PROCEDURE',
  'OBJECT_SEQUENCE',
]);

/** What `drop …` does. With `cascade` it depends on what depends on it. */
export function drop(catalog: Catalog, statement: DropStmt): StatementEffect {
  const { removeType, behavior, concurrent, objects = [] } = statement;
  const names = objects.map((object) => namesOf(object));
  if (removeType === 'OBJECT_TABLE') {
    return dropTables(
      catalog,
      names.map((parts) => relationOf(catalog, parts)),
      behavior === 'DROP_CASCADE',
    );
  }
  if (behavior === 'DROP_CASCADE') {
    return unknownEffect();
  }
  if (removeType === 'OBJECT_INDEX') {
    const tables = names.map((parts) => catalog.indexes.get(relationOf(catalog, parts)));
    return tables.every((table) => table !== undefined)
      ? locking(concurrent ? 'ShareUpdateExclusive' : 'AccessExclusive', ...tables)
      : unknownEffect();
  }
  if (removeType === 'OBJECT_TRIGGER' || removeType === 'OBJECT_POLICY' || removeType === 'OBJECT_RULE') {
    // The last part is the name of the trigger.
    return locking('AccessExclusive', ...names.map((parts) => relationOf(catalog, parts.slice(0, -1))));
  }
  return removeType !== undefined && WITHOUT_TABLES.has(removeType) ? nothing() : unknownEffect();
}

/** A foreign key has triggers on both of its tables: the other one is locked to take them away. */
function dropTables(catalog: Catalog, tables: readonly string[], cascade: boolean): StatementEffect {
  const dropped = tables.flatMap((table) => withChildren(catalog, table));
  const parents = dropped.flatMap(
    (table) => catalog.tables.get(table)?.constraints.flatMap(({ refersTo }) => refersTo ?? []) ?? [],
  );
  const children = cascade
    ? dropped.flatMap((table) => referencing(catalog, table).map((reference) => reference.table))
    : [];
  return {
    ...locking('AccessExclusive', ...new Set([...dropped, ...parents, ...children])),
    drops: dropped.map((table) => ({ table })),
  };
}
