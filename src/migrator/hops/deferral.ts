import type { Fill } from './hop.ts';

/** Names of things that belong to tables, one set for each kind. */
export interface TableItems {
  checks: ItemNames;
  foreignKeys: ItemNames;
  indexes: ItemNames;
  /** Columns that may be null after the change, or only before it. */
  notNulls: ItemNames;
  /** Columns whose default changes. */
  defaults: ItemNames;
}

/** Which parts of a change have to be apart from the rest, so that a busy table is not stopped. */
export interface Deferral {
  /** What goes before the rest; by the names before the change. */
  early: TableItems;
  /** What comes after the rest; by the names after the change. */
  late: TableItems;
  /** Of `late`, what has the same name before: it is kept until then. */
  kept: TableItems;
  /** Columns that get the values of their default after the rest. */
  fills: Fill[];
}

/** A set of names, each with its table. A schema before the name of a table is not looked at: SQLite has none. */
export class ItemNames {
  readonly #keys = new Set<string>();

  add(table: string, name: string): void {
    this.#keys.add(keyOf(table, name));
  }

  has(table: string, name: string): boolean {
    return this.#keys.has(keyOf(table, name));
  }
}

/** Nothing has to be apart. */
export function nothingDeferred(): Deferral {
  return { early: noItems(), late: noItems(), kept: noItems(), fills: [] };
}

function noItems(): TableItems {
  return {
    checks: new ItemNames(),
    foreignKeys: new ItemNames(),
    indexes: new ItemNames(),
    notNulls: new ItemNames(),
    defaults: new ItemNames(),
  };
}

function keyOf(table: string, name: string): string {
  return JSON.stringify([table.slice(table.lastIndexOf('.') + 1), name]);
}
