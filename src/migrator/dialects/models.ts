import type { DialectModel } from '../model/dialect-model.ts';
import type { Dialect } from '../model/schema.ts';
import { postgresqlModel } from './postgresql/model.ts';
import { sqliteModel } from './sqlite/model.ts';

/** How each database reads an entity model. */
export const dialectModels: Record<Dialect, DialectModel> = {
  sqlite: sqliteModel,
  postgresql: postgresqlModel,
};
