import type { MatrixCase } from '../matrix-case.ts';
import { addColumnCases } from './add-column.ts';
import { checkCases } from './checks.ts';
import { columnRuleCases } from './column-rules.ts';
import { combinedCases } from './combined.ts';
import { dropColumnCases } from './drop-column.ts';
import { entangledCases } from './entangled.ts';
import { foreignKeyCases } from './foreign-keys.ts';
import { indexCases } from './indexes.ts';
import { primaryKeyCases } from './primary-keys.ts';
import { renameCases } from './rename.ts';
import { tableCases } from './tables.ts';
import { typeCases } from './types.ts';
import { viewAndTriggerCases } from './views-and-triggers.ts';

/** Every kind of change that the matrix carries out, by category. */
export const categories = {
  'add column': addColumnCases,
  'drop column': dropColumnCases,
  rename: renameCases,
  'column rules': columnRuleCases,
  type: typeCases,
  'checks and enums': checkCases,
  'indexes and unique': indexCases,
  'foreign keys': foreignKeyCases,
  tables: tableCases,
  'primary keys': primaryKeyCases,
  'views and triggers': viewAndTriggerCases,
  combined: combinedCases,
  'objects on the changed column': entangledCases,
} satisfies Readonly<Record<string, readonly MatrixCase[]>>;

export type Category = keyof typeof categories;
