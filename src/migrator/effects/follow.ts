import { advance, type DraftCatalog, draft } from './advance.ts';
import type { Catalog } from './catalog.ts';
import type { StatementEffect } from './effect.ts';
import { effectsOf } from './index.ts';

/**
 * Says of one statement after the other what it would do, each after those before it.
 *
 * @example
 * const follower = new Follower(await readCatalog(execute));
 * for (const sql of statements) effects.push(await follower.next(sql));
 */
export class Follower {
  readonly #catalog: DraftCatalog;
  readonly #created = new Set<string>();

  constructor(catalog: Catalog) {
    this.#catalog = draft(catalog);
  }

  /** The name that the database has now for a table which statements so far have renamed. */
  presentName(table: string): string {
    return this.#catalog.names.get(table) ?? table;
  }

  /** What the next statement does to the tables that were there before the first one. */
  async next(sql: string): Promise<StatementEffect> {
    const effect = await effectsOf(sql, this.#catalog);
    const { parse } = await import('libpg-query');
    const parsed = await parse(sql).catch(() => undefined);
    for (const { stmt } of parsed?.stmts ?? []) {
      if (stmt !== undefined) {
        advance(this.#catalog, stmt);
      }
    }
    for (const table of effect.creates) {
      this.#created.add(table);
    }
    const isOld = ({ table }: { table: string }) => !this.#created.has(table);
    return {
      ...effect,
      tables: effect.tables.filter(isOld),
      drops: effect.drops.filter(isOld),
      rows: effect.rows.filter(isOld),
    };
  }
}
