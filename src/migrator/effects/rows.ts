import type { DeleteStmt, InsertStmt, TruncateStmt, UpdateStmt } from 'libpg-query';
import { type Catalog, referencing, withChildren } from './catalog.ts';
import { nothing, type RowChange, type StatementEffect, touch } from './effect.ts';
import { as, nameOf, readTables } from './syntax.ts';

/**
 * What `insert`, `update` and `delete` do. Which rows an index finds, only the database tells. Tables in which a foreign
 * key is looked up for a new row are left out: nobody waits for that.
 */
export function changeRows(
  catalog: Catalog,
  kind: 'insert' | 'update' | 'delete',
  statement: InsertStmt | UpdateStmt | DeleteStmt,
): StatementEffect {
  const table = nameOf(catalog, statement.relation);
  const isEveryRow = kind !== 'insert' && !('whereClause' in statement);
  const followed = kind === 'delete' ? follow(catalog, table) : [];
  return {
    ...nothing(),
    tables: [
      touch(table, 'RowExclusive', { scan: kind === 'insert' ? 'no' : isEveryRow ? 'yes' : 'unknown' }),
      ...readTables(catalog, statement)
        .filter((read) => read !== table)
        .map((read) => touch(read, 'AccessShare', { scan: 'unknown' })),
      ...followed.map(({ table: child, changes }) =>
        touch(child, changes === undefined ? 'RowShare' : 'RowExclusive', {
          scan: 'unknown',
          because: ['its rows refer to those deleted'],
        }),
      ),
    ],
    rows: [
      { table, kind },
      ...followed.flatMap(({ table: child, changes }): RowChange[] =>
        changes === undefined ? [] : [{ table: child, kind: changes }],
      ),
    ],
  };
}

/** A table with a foreign key to rows that are deleted, and what that does to its own. */
interface Follower {
  table: string;
  /** Undefined where the deletion fails if there is such a row. */
  changes: 'delete' | 'update' | undefined;
}

const ON_DELETE: Readonly<Record<string, Follower['changes']>> = { c: 'delete', n: 'update', d: 'update' };

function follow(catalog: Catalog, table: string, seen: ReadonlySet<string> = new Set([table])): Follower[] {
  return referencing(catalog, table)
    .filter((reference) => !seen.has(reference.table))
    .flatMap((reference) => {
      const changes = ON_DELETE[reference.constraint.onDelete];
      const further =
        changes === 'delete' ? follow(catalog, reference.table, new Set([...seen, reference.table])) : [];
      return [{ table: reference.table, changes }, ...further];
    });
}

/** What `truncate` does: each table gets a new, empty file. */
export function truncate(catalog: Catalog, { relations = [], behavior }: TruncateStmt): StatementEffect {
  const named = relations.flatMap((node) => {
    const relation = as(node, 'RangeVar');
    const table = nameOf(catalog, relation);
    return relation?.inh === false ? [table] : withChildren(catalog, table);
  });
  const tables = new Set(named);
  if (behavior === 'DROP_CASCADE') {
    for (const table of tables) {
      // A set takes what is added while it is gone through.
      for (const { table: child } of referencing(catalog, table)) {
        tables.add(child);
      }
    }
  }
  return {
    ...nothing(),
    tables: [...tables].map((table) =>
      touch(table, 'AccessExclusive', { rewrite: 'yes', because: ['it is emptied'] }),
    ),
    rows: [...tables].map((table) => ({ table, kind: 'truncate' })),
  };
}
