import type { Rule } from '../rule.ts';
import { backfillWithDdl } from './backfill-with-ddl.ts';
import { concurrentlyInTransaction } from './concurrently-in-transaction.ts';
import { dialectsDiffer } from './dialects-differ.ts';
import { doesNotRun } from './does-not-run.ts';
import { downDiffers } from './down-differs.ts';
import { downMissing } from './down-missing.ts';
import { expandContract } from './expand-contract.ts';
import { needlessLossDeclaration } from './needless-loss-declaration.ts';
import { sqliteAddColumnDefault } from './sqlite-add-column-default.ts';
import { sqliteAddColumnKey } from './sqlite-add-column-key.ts';
import { sqliteAddColumnNotNull } from './sqlite-add-column-not-null.ts';
import { sqliteDropParent } from './sqlite-drop-parent.ts';
import { sqliteForeignKeysPragma } from './sqlite-foreign-keys-pragma.ts';
import { sqliteInsertOrReplace } from './sqlite-insert-or-replace.ts';
import { sqliteLegacyAlterTable } from './sqlite-legacy-alter-table.ts';
import { sqliteRebuildByHand } from './sqlite-rebuild-by-hand.ts';
import { sqliteTransactionControl } from './sqlite-transaction-control.ts';
import { sqliteVacuumInTransaction } from './sqlite-vacuum-in-transaction.ts';
import { sqliteWritableSchema } from './sqlite-writable-schema.ts';
import { syntaxError } from './syntax-error.ts';
import { undeclaredLoss } from './undeclared-loss.ts';

/** Our own rules; PostgreSQL's are squawk's, in `squawk/rules.ts`. */
export const RULES: readonly Rule[] = [
  syntaxError,
  doesNotRun,
  downMissing,
  downDiffers,
  undeclaredLoss,
  needlessLossDeclaration,
  dialectsDiffer,
  expandContract,
  backfillWithDdl,
  concurrentlyInTransaction,
  sqliteForeignKeysPragma,
  sqliteWritableSchema,
  sqliteLegacyAlterTable,
  sqliteTransactionControl,
  sqliteVacuumInTransaction,
  sqliteInsertOrReplace,
  sqliteRebuildByHand,
  sqliteDropParent,
  sqliteAddColumnDefault,
  sqliteAddColumnNotNull,
  sqliteAddColumnKey,
];
