import { AnotherAttempt, type AttemptKnowledge } from '../../run/attempt.ts';
import type { Execute } from '../../run/execute.ts';
import type { RunStep } from '../../run/steps.ts';

/** How many rows violate a foreign key, by child and parent table. */
export type Violations = ReadonlyMap<string, number>;

/**
 * Whether a step only keeps the rows of other tables when foreign keys do not act: `drop table` deletes the rows of a
 * parent first, which cascades (SQLite manual, "DROP TABLE"), and a rebuild drops the old table.
 */
export function needsForeignKeysOff(step: RunStep): boolean {
  return (
    step.kind === 'rebuild' ||
    (step.kind === 'sql' &&
      /\bdrop\s+table\b|\bpragma\s+foreign_keys\s*=\s*(off|0|false|no)\b/i.test(step.sql))
  );
}

/** Counts the rows that violate a foreign key. */
export async function countViolations(execute: Execute): Promise<Violations> {
  const rows = await execute(
    'select "table" as child, "parent", count(*) as n from pragma_foreign_key_check group by 1, 2',
  );
  return new Map(rows.map((row) => [`${row.child} → ${row.parent}`, Number(row.n)]));
}

/**
 * What `pragma foreign_keys` would have kept from happening. Violations from before the transaction stay allowed:
 * they are no work of this migration.
 *
 * @param before Counted at the start of this attempt; undefined where nothing was known of violations.
 * @throws {AnotherAttempt} where only a count from before tells whether they are new.
 * @throws {MigrationError} FOREIGN_KEY_VIOLATION
 */
export async function assertNoNewViolations(
  execute: Execute,
  migration: string,
  knowledge: AttemptKnowledge,
  before: Violations | undefined,
): Promise<void> {
  let after: Violations;
  try {
    after = await countViolations(execute);
  } catch (error) {
    // A parent without the key that its children refer to: the check itself fails, and the diagnosis says which.
    throw (await explain(execute, migration)) ?? error;
  }
  if (after.size === 0) {
    return;
  }
  if (before === undefined) {
    throw new AnotherAttempt({ ...knowledge, oldViolations: true });
  }
  const added = [...after].some(([key, count]) => count > (before.get(key) ?? 0));
  const refusal = added ? await explain(execute, migration) : undefined;
  if (refusal !== undefined) {
    throw refusal;
  }
}

/** Loaded when something is wrong: a run that ends well does without. */
async function explain(execute: Execute, migration: string) {
  const { checkForeignKeys } = await import('../../diagnose/index.ts');
  return checkForeignKeys(execute, migration);
}
