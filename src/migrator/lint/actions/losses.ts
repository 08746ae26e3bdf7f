import type { LintedStatement } from '../migration.ts';

/** What a statement takes away from a table that was there before its migration. */
export interface FoundLoss {
  kind: 'table' | 'column' | 'rows';
  line: number;
  /** Every name that the table has in this migration, the first one first. */
  tables: string[];
  column?: string;
}

/** What the statements of one direction lose, as far as their text tells. */
export function findLosses(statements: readonly LintedStatement[]): FoundLoss[] {
  const found: FoundLoss[] = [];
  const names = new TableNames(statements);
  for (const [at, { actions, created, line }] of statements.entries()) {
    for (const action of actions) {
      if (!('table' in action) || created.has(action.table)) {
        continue;
      }
      const tables = names.all(action.table, at);
      if (action.kind === 'drop table' && !isReplaced(action.table, statements.slice(at))) {
        found.push({ kind: 'table', line, tables });
      } else if (action.kind === 'drop column') {
        found.push({ kind: 'column', line, tables, column: action.column });
      } else if (action.kind === 'delete' || action.kind === 'truncate') {
        found.push({ kind: 'rows', line, tables });
      }
    }
  }
  return found;
}

/** Whether another table gets the name: a rebuild by hand, which the run follows from copy to copy. */
export function isReplaced(table: string, later: readonly LintedStatement[]): boolean {
  return later.some(({ actions }) =>
    actions.some((action) => action.kind === 'rename table' && action.to === table),
  );
}

/** Follows tables through renames. */
class TableNames {
  readonly #renames: { at: number; from: string; to: string }[];

  constructor(statements: readonly LintedStatement[]) {
    this.#renames = statements.flatMap(({ actions }, at) =>
      actions.flatMap((action) =>
        action.kind === 'rename table' ? [{ at, from: action.table, to: action.to }] : [],
      ),
    );
  }

  all(table: string, at: number): string[] {
    const names = [table];
    for (const { from, to } of this.#renames.filter((rename) => rename.at < at).reverse()) {
      if (names[0] === to) {
        names.unshift(from);
      }
    }
    for (const { from, to } of this.#renames.filter((rename) => rename.at >= at)) {
      if (names.at(-1) === from) {
        names.push(to);
      }
    }
    return names;
  }
}
