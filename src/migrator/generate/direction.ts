import type { DdlStep } from '../dialects/ddl-step.ts';
import { onlinePlanners, planners } from '../dialects/planners.ts';
import { reverseRenames } from '../diff/renames/renames.ts';
import type { SchemaDiff, TableDiff } from '../diff/schema-diff.ts';
import type { Backfill, Loss } from '../dual-migration.ts';
import { compareHop } from '../hops/cut-change.ts';
import type { Fill, Hop } from '../hops/hop.ts';
import { quoteColumn } from '../model/quote.ts';
import type { Dialect } from '../model/schema.ts';
import { lossesOf } from './losses.ts';

/** A step of one dialect, or of every dialect where it is the same. */
export type DualStep = (DdlStep | ({ kind: 'backfill' } & Backfill)) & { dialect: Dialect | undefined };

/** What `up` or `down` does. */
export interface Direction {
  losses: Loss[];
  steps: DualStep[];
}

/** What a hop does on its way up. */
export function planUp(hop: Hop): Direction {
  const diffs = compareHop(hop).map((diff) => withoutValues(diff, hop.fills));
  return hop.form === 'backfill'
    ? { losses: [], steps: hop.fills.flatMap((each) => fill(each, hop)) }
    : planDirection(diffs, hop);
}

/** What a hop does on its way down. The values of a backfill go with their column. */
export function planDown(hop: Hop): Direction {
  const diffs = compareHop({ from: hop.to, to: hop.from, renames: reverseRenames(hop.renames) });
  return hop.form === 'backfill' ? { losses: [], steps: [] } : planDirection(diffs, hop);
}

/** One direction of a migration, for every dialect that `diffs` are of. */
function planDirection(diffs: readonly SchemaDiff[], { form }: Hop): Direction {
  const [first, ...others] = diffs.map((diff) => {
    const plan = onlinePlanners[diff.dialect]?.[form] ?? planners[diff.dialect];
    return plan(diff, diffs).map((step): DualStep => ({ ...step, dialect: diff.dialect }));
  });
  return {
    losses: lossesOf(diffs),
    steps: others.reduce(mergeSteps, first ?? []),
  };
}

/** The same on every database, by its own expression of the default. */
function fill({ table, column }: Fill, { to }: Hop): DualStep[] {
  const values = to.flatMap(({ dialect, tables }) => {
    const { columns = [] } = tables.find(({ name }) => name === table) ?? {};
    const value = columns.find(({ name }) => name === column)?.default;
    return value === undefined ? [] : [{ dialect, value }];
  });
  const isSame = values.every(({ value }) => value === values[0]?.value);
  return (isSame ? values.slice(0, 1) : values).map(({ dialect, value }) => ({
    kind: 'backfill',
    dialect: isSame ? undefined : dialect,
    table,
    set: { [column]: value },
    where: `${quoteColumn(column)} is null`,
  }));
}

function withoutValues(diff: SchemaDiff, fills: readonly Fill[]): SchemaDiff {
  const altered = diff.tables.altered.map((table): TableDiff => {
    const columns = fills.filter((each) => each.table === table.to.name).map(({ column }) => column);
    return columns.length === 0 ? table : { ...table, filledLater: columns };
  });
  return { ...diff, tables: { ...diff.tables, altered } };
}

/** Joins two lists of steps; those in both, in the same order, become one for every dialect. */
export function mergeSteps(a: readonly DualStep[], b: readonly DualStep[]): DualStep[] {
  const same = longestCommon(a, b);
  const merged: DualStep[] = [];
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...same, [a.length, b.length] as const]) {
    merged.push(...a.slice(i, nextI), ...b.slice(j, nextJ));
    const shared = a[nextI];
    if (shared !== undefined && nextJ < b.length) {
      merged.push({ ...shared, dialect: undefined });
    }
    i = nextI + 1;
    j = nextJ + 1;
  }
  return merged;
}

/** The indexes of a longest common subsequence, by the textbook table of lengths. */
function longestCommon(a: readonly DualStep[], b: readonly DualStep[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] ?? [];
      row[j] = isSame(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (isSame(a[i], b[j])) {
      pairs.push([i++, j++]);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}

function isSame(a: DualStep | undefined, b: DualStep | undefined): boolean {
  return a?.kind === 'sql' && b?.kind === 'sql' && a.sql === b.sql;
}
