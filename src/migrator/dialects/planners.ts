import type { HopForm } from '../hops/hop.ts';
import type { Dialect } from '../model/schema.ts';
import type { DdlPlanner } from './ddl-step.ts';
import { planPostgresql } from './postgresql/ddl/index.ts';
import { planConstraints } from './postgresql/online/plan-constraints.ts';
import { planIndexes } from './postgresql/online/plan-indexes.ts';
import { planSqlite } from './sqlite/ddl/index.ts';

/** How each database is taken from one schema to another. */
export const planners: Record<Dialect, DdlPlanner> = { sqlite: planSqlite, postgresql: planPostgresql };

/** How a database does it that others use meanwhile; of those that are not named, nobody does. */
export const onlinePlanners: Partial<Record<Dialect, Partial<Record<HopForm, DdlPlanner>>>> = {
  postgresql: { indexes: planIndexes, constraints: planConstraints },
};
