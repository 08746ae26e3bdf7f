import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { RunStep } from '../../run/steps.ts';

/** The text of a step that a database parses; undefined for a rebuild, whose clauses the migrator reads. */
export function parsedText(step: RunStep): string | undefined {
  if (step.kind === 'sql') {
    return step.sql;
  }
  if (step.kind !== 'backfill') {
    return undefined;
  }
  const values = Object.entries(step.set).map(([column, value]) => `${quoteColumn(column)} = (${value})`);
  return `update ${quoteName(step.table)} set ${values.join(', ')} where (${step.where})`;
}
