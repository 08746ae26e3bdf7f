import type { Loss } from '../dual-migration.ts';
import type { StatementEffect } from '../effects/index.ts';
import { describeLoss, isDeclared } from '../run/losses.ts';
import type { Counter } from './counter.ts';
import type { PlannedLoss } from './plan.ts';

/**
 * What a migration would lose: what it declares, and what its statements take away without that.
 *
 * @param present The name that the database has now for a table.
 */
export async function planLosses(
  declared: readonly Loss[],
  effects: readonly StatementEffect[],
  counter: Counter,
  present: (table: string) => string,
): Promise<PlannedLoss[]> {
  const losses: PlannedLoss[] = [];
  for (const loss of declared) {
    const { table, column } = loss;
    const count =
      loss.rows !== undefined
        ? undefined
        : column === undefined
          ? await counter.rows(present(table))
          : await counter.values(present(table), column);
    losses.push({
      table,
      ...(column === undefined ? {} : { column }),
      what: describeLoss(loss),
      count,
      declared: true,
    });
  }
  for (const { table, column } of effects.flatMap(({ drops }) => drops)) {
    const current = column === undefined ? undefined : table;
    if (!isDeclared({ table, column, current, rows: undefined }, declared)) {
      const loss: Loss = column === undefined ? { table } : { table, column };
      const count =
        column === undefined
          ? await counter.rows(present(table))
          : await counter.values(present(table), column);
      losses.push({ ...loss, what: describeLoss(loss), count, declared: false });
    }
  }
  const emptied = new Set(
    effects
      .flatMap(({ rows }) => rows)
      .filter(({ kind }) => kind === 'delete' || kind === 'truncate')
      .map(({ table }) => table),
  );
  for (const table of emptied) {
    if (!isDeclared({ table, current: table, rows: undefined }, declared)) {
      losses.push({ table, what: `rows of table "${table}"`, count: undefined, declared: false });
    }
  }
  // What is lost of nothing is no loss.
  return losses.filter(({ declared: isMeant, count }) => isMeant || count?.n !== 0);
}
