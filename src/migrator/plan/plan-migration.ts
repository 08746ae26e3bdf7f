import { nothing, type StatementEffect, touch } from '../effects/effect.ts';
import type { Follower } from '../effects/follow.ts';
import { blocks } from '../lint/measured/blocks.ts';
import type { Dialect } from '../model/schema.ts';
import { settleBackfill } from '../run/backfill/settle.ts';
import type { Preview } from '../run/preview.ts';
import { printStep, type RunStep } from '../run/steps.ts';
import type { Counter } from './counter.ts';
import { planLosses } from './losses.ts';
import type { PlannedMigration, PlannedTable } from './plan.ts';
import { sqliteEffects } from './sqlite-effects.ts';

/** What the plan of one migration needs to know of the others, and of the database. */
export interface Surroundings {
  dialect: Dialect;
  counter: Counter;
  /** Of PostgreSQL only. */
  follower: Follower | undefined;
  /** Tables that the plan has made so far. */
  created: Set<string>;
  /** What this database is meant to have alone: its rows are made from others. */
  derived: readonly string[];
}

/** What one migration would do after those before it. */
export async function planMigration(
  name: string,
  { plan, transactional }: Preview,
  done: number,
  surroundings: Surroundings,
): Promise<PlannedMigration> {
  if (plan === undefined) {
    return { name, transactional, statements: undefined, losses: [], done };
  }
  const { counter, follower, dialect } = surroundings;
  const effects: { step: RunStep; effect: StatementEffect }[] = [];
  for (const step of plan.steps.slice(done)) {
    effects.push({ step, effect: await effectOf(step, name, surroundings) });
  }
  const present = (table: string) => follower?.presentName(table) ?? table;
  const statements = [];
  for (const { step, effect } of effects) {
    const tables: PlannedTable[] = [];
    for (const { table, lock, ...rest } of effect.tables) {
      tables.push({
        table,
        rows: await counter.rows(present(table)),
        lock: dialect === 'sqlite' ? undefined : lock,
        blocks: blocks(lock),
        ...rest,
      });
    }
    statements.push({ sql: printStep(step), known: effect.known, tables });
  }
  const losses = await planLosses(
    plan.losses,
    effects.map(({ effect }) => effect),
    counter,
    present,
  );
  const lost = losses.filter(({ table }) => !surroundings.derived.includes(table));
  return { name, transactional, statements, losses: lost, done };
}

async function effectOf(step: RunStep, migration: string, around: Surroundings): Promise<StatementEffect> {
  if (step.kind === 'backfill') {
    const { table, batchSize } = settleBackfill(step, migration);
    const because = [`${batchSize} rows at a time`];
    const effect = touch(table, 'RowExclusive', { scan: 'unknown', because });
    return around.created.has(table) ? nothing() : { ...nothing(), tables: [effect] };
  }
  const sql = step.kind === 'query' ? printStep(step) : undefined;
  if (around.follower !== undefined) {
    // A rebuild is of SQLite.
    return step.kind === 'rebuild' ? nothing() : around.follower.next(sql ?? printStep(step));
  }
  const effect = sqliteEffects(step.kind === 'query' ? { kind: 'sql', sql: printStep(step) } : step);
  for (const table of effect.creates) {
    around.created.add(table);
  }
  const isOld = ({ table }: { table: string }) => !around.created.has(table);
  return {
    ...effect,
    tables: effect.tables.filter(isOld),
    drops: effect.drops.filter(isOld),
    rows: effect.rows.filter(isOld),
  };
}
