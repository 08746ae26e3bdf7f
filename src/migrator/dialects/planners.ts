import type { Dialect } from '../model/schema.ts';
import type { DdlPlanner } from './ddl-step.ts';
import { planPostgresql } from './postgresql/ddl/index.ts';
import { planSqlite } from './sqlite/ddl/index.ts';

/** How each database is taken from one schema to another. */
export const planners: Record<Dialect, DdlPlanner> = { sqlite: planSqlite, postgresql: planPostgresql };
