import type { Loss } from '../../dual-migration.ts';
import { type FoundLoss, findLosses } from '../actions/losses.ts';
import type { Draft } from '../finding.ts';
import type { LintedDirection } from '../migration.ts';
import type { Rule } from '../rule.ts';

/**
 * Drops a table or a column, or deletes rows, and does not say so. `migration:up` rolls it back where rows are lost by
 * it (the migrator's own promise: "No row is lost that the migration does not declare"); a reviewer should see it first.
 */
export const undeclaredLoss: Rule = {
  name: 'undeclared-loss',
  checkDirection: (direction, { onlyOn }) =>
    findLosses(direction.statements ?? [])
      // Rows of a table that one database alone has are made from others.
      .filter(({ tables }) => !tables.some((table) => onlyOn[direction.dialect]?.includes(table)))
      .filter((found) => !direction.losses.some((loss) => covers(loss, found)))
      .map((found) => describe(found, direction)),
};

/** Whether a declaration is about it, under any name that the table has in this migration. */
export function covers(loss: Loss, { tables, column, kind }: FoundLoss): boolean {
  if (!tables.includes(loss.table)) {
    return false;
  }
  if (loss.column !== undefined) {
    return loss.column === column;
  }
  return loss.rows === undefined || kind === 'rows';
}

function describe({ line, tables, column, kind }: FoundLoss, { direction }: LintedDirection): Draft {
  const table = tables[0] ?? '';
  const what =
    kind === 'table'
      ? `table "${table}" with its rows`
      : kind === 'rows'
        ? `rows of table "${table}"`
        : `the values of column "${column}" of table "${table}"`;
  const declaration =
    kind === 'table'
      ? `{ table: '${table}' }`
      : kind === 'rows'
        ? `{ table: '${table}', rows: 'which ones, and why' }`
        : `{ table: '${table}', column: '${column}' }`;
  return {
    line,
    reason: `${direction}() loses ${what} and does not declare it: with rows there, migration:${direction} refuses it.`,
    alternative: `If the loss is meant, say so where a reviewer sees it: this.loses(${declaration});`,
    link: 'src/migrator/README.md#what-a-migration-says',
    subject: `${direction} ${table}.${column ?? kind}`,
  };
}
