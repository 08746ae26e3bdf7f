import type { Migration } from '@mikro-orm/migrations';
import type { Backfill, Loss, Step } from '../dual-migration.ts';
import type { Dialect } from '../model/schema.ts';

/** What a step may be, beside text: MikroORM's own migrations also take query builders. */
type Query = ReturnType<Migration['getQueries']>[number];

/** One thing to do, for one database. */
export type RunStep =
  | { kind: 'sql'; sql: string }
  | { kind: 'query'; query: Exclude<Query, string> }
  | { kind: 'rebuild'; table: string; changes: string[] }
  | ({ kind: 'backfill' } & Backfill);

/** What one direction of a migration asks for. */
export interface Plan {
  steps: RunStep[];
  losses: readonly Loss[];
}

interface DualSteps {
  getSteps(dialect: Dialect): Step[];
  getLosses(): readonly Loss[];
}

/**
 * Calls `up` or `down` of a new instance and collects what it asks for on `dialect`. Queries that its code executes
 * itself run at once.
 */
export async function collectPlan(
  migration: Migration,
  direction: 'up' | 'down',
  dialect: Dialect,
): Promise<Plan> {
  await migration[direction]();
  const own = migration.getQueries().map(queryStep);
  return isDual(migration)
    ? { steps: [...migration.getSteps(dialect).map(dualStep), ...own], losses: migration.getLosses() }
    : { steps: own, losses: [] };
}

/** By its methods, not its class: a TypeScript loader may hand out the module of the base class twice. */
function isDual(migration: Migration): migration is Migration & DualSteps {
  return 'getSteps' in migration && 'getLosses' in migration;
}

function dualStep({ dialect: _, trace: __, ...step }: Step): RunStep {
  return step;
}

function queryStep(query: Query): RunStep {
  return typeof query === 'string' ? { kind: 'sql', sql: query } : { kind: 'query', query };
}

/** A step in full, as text: what it does, and not how fast, for its checksum is taken of it. */
export function printStep(step: RunStep): string {
  if (step.kind === 'rebuild') {
    return `rebuild of "${step.table}": ${step.changes.join('; ')}`;
  }
  if (step.kind === 'sql') {
    return step.sql;
  }
  if (step.kind === 'backfill') {
    const values = Object.entries(step.set).map(([column, value]) => `"${column}" = ${value}`);
    const key = step.key === undefined ? '' : ` along ${step.key.map((column) => `"${column}"`).join(', ')}`;
    return `backfill of "${step.table}": set ${values.join(', ')} where ${step.where}${key}`;
  }
  const raw = 'toRaw' in step.query ? step.query.toRaw() : step.query;
  return raw.params.length === 0 ? raw.sql : `${raw.sql} -- ${JSON.stringify(raw.params)}`;
}

/** A step as a message shows it: on one line, shortened. */
export function describeStep(step: RunStep): string {
  return shorten(printStep(step));
}

/** A statement on one line. */
export function shorten(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length <= 240 ? line : `${line.slice(0, 239)}…`;
}
