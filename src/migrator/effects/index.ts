import { strongest } from '../rehearse/measure/lock-mode.ts';
import { strongestAnswer } from './add-column.ts';
import type { Catalog } from './catalog.ts';
import { nothing, type StatementEffect, type TableEffect, unknownEffect } from './effect.ts';
import { readStatement } from './statement.ts';

export { type Catalog, readCatalog } from './catalog.ts';
export type { Answer, StatementEffect, TableEffect } from './effect.ts';

/**
 * What PostgreSQL would do to the tables that are there, from the statement's parse tree and the catalog: nothing is run.
 *
 * @param sql One statement, or several that are sent together.
 */
export async function effectsOf(sql: string, catalog: Catalog): Promise<StatementEffect> {
  // Loaded when it is asked for: a parser in WebAssembly is no part of a server.
  const { parse } = await import('libpg-query');
  const parsed = await parse(sql).catch(() => undefined);
  if (parsed === undefined) {
    return unknownEffect();
  }
  const effects = (parsed.stmts ?? []).map(({ stmt }) =>
    stmt === undefined ? unknownEffect() : readStatement(catalog, stmt),
  );
  const joined = effects.reduce(join, nothing());
  return { ...joined, tables: joined.tables.map((effect) => withoutRows(catalog, effect)) };
}

function join(one: StatementEffect, other: StatementEffect): StatementEffect {
  const created = new Set([...one.creates, ...other.creates]);
  return {
    known: one.known && other.known,
    tables: byTable([...one.tables, ...other.tables].filter(({ table }) => !created.has(table))),
    creates: [...created],
    drops: [...one.drops, ...other.drops],
    rows: [...one.rows, ...other.rows],
  };
}

/** A partitioned table has nothing to be read or written. */
function withoutRows(catalog: Catalog, effect: TableEffect): TableEffect {
  return catalog.tables.get(effect.table)?.isPartitioned ? { ...effect, rewrite: 'no', scan: 'no' } : effect;
}

/** One entry for each table: the strongest lock, and all that is done to it. */
function byTable(effects: readonly TableEffect[]): TableEffect[] {
  const tables = [...new Set(effects.map(({ table }) => table))];
  return tables.map((table) => {
    const own = effects.filter((effect) => effect.table === table);
    return {
      table,
      lock: strongest(own.map(({ lock }) => lock)) ?? 'AccessExclusive',
      rewrite: strongestAnswer(own.map(({ rewrite }) => rewrite)),
      scan: strongestAnswer(own.map(({ scan }) => scan)),
      because: [...new Set(own.flatMap(({ because }) => because))],
    };
  });
}
