import type { Draft } from '../finding.ts';
import { type LintedMigration, statementsOf } from '../migration.ts';
import { blockingScan } from './blocking-scan.ts';
import type { MeasuredRule } from './measured-rule.ts';
import { tableRewrite } from './table-rewrite.ts';

/** A finding that was measured, not read. */
export interface MeasuredDraft extends Draft {
  rule: string;
  /** The step that it is about. */
  index: number;
}

/** Rules that need a rehearsal on PostgreSQL. The first that has something to say of a statement says it. */
export const MEASURED_RULES: readonly MeasuredRule[] = [tableRewrite, blockingScan];

/** Asks the measured rules about every statement of `up`. */
export function findMeasured(migration: LintedMigration): MeasuredDraft[] {
  const statements = statementsOf(migration, 'up', 'postgresql');
  return (migration.rehearsed.postgresql?.up?.statements ?? []).flatMap((measured) => {
    const line = statements.find(({ index }) => index === measured.index)?.line ?? migration.source.classLine;
    for (const rule of MEASURED_RULES) {
      const draft = rule.check(measured);
      if (draft !== undefined) {
        return [{ ...draft, rule: rule.name, line, index: measured.index }];
      }
    }
    return [];
  });
}
