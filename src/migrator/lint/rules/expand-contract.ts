import type { Action } from '../actions/action.ts';
import { isReplaced } from '../actions/losses.ts';
import type { Draft } from '../finding.ts';
import type { LintedDirection, LintedStatement } from '../migration.ts';
import type { Rule } from '../rule.ts';

const LINK = 'https://martinfowler.com/bliki/ParallelChange.html';

/**
 * A destructive change and what takes its place in one migration: while it is deployed, programs of both versions run,
 * and one of them finds neither the old nor the new ("Parallel Change": expand, migrate, contract).
 */
export const expandContract: Rule = {
  name: 'expand-contract',
  *checkDirection(direction) {
    if (direction.direction === 'down') {
      return;
    }
    for (const [at, { actions, line, created }] of (direction.statements ?? []).entries()) {
      for (const action of actions) {
        if ('table' in action && !created.has(action.table)) {
          yield* judge(action, line, direction, at);
        }
      }
    }
  },
};

function* judge(
  action: Action,
  line: number,
  { statements = [] }: LintedDirection,
  at: number,
): Iterable<Draft> {
  if (action.kind === 'rename column') {
    const { table, column, to } = action;
    yield {
      line,
      reason: `Renames "${table}"."${column}" to "${to}": programs that still run read and write "${column}", and fail from this moment on.`,
      alternative: `In steps, each deployed by itself: add column "${to}" and write both; fill it with this.backfill(…) in a migration of its own; read "${to}" only; drop "${column}" when nothing that runs names it.`,
      link: LINK,
      subject: `${table}.${column}`,
    };
  }
  if (action.kind === 'rename table') {
    const { table, to } = action;
    yield {
      line,
      reason: `Renames table "${table}" to "${to}": programs that still run name "${table}", and fail from this moment on.`,
      alternative: `Keep the name in the database and map the entity to it (tableName: '${table}'). Or in steps: create "${to}", write both, copy with this.backfill(…), read "${to}" only, drop "${table}".`,
      link: LINK,
      subject: table,
    };
  }
  if (action.kind === 'drop column' && adds(statements, action.table)) {
    const { table, column } = action;
    yield {
      line,
      reason: `Drops "${table}"."${column}" in the migration that adds what takes its place: programs that still run name it, and fail from this moment on.`,
      alternative: `Two migrations, deployed one after the other: first the one that adds, then, when nothing that runs names "${column}" any more, the one that drops it.`,
      link: LINK,
      subject: `${table}.${column}`,
    };
  }
  if (
    action.kind === 'drop table' &&
    createsTable(statements) &&
    !isReplaced(action.table, statements.slice(at))
  ) {
    const { table } = action;
    yield {
      line,
      reason: `Drops table "${table}" in the migration that creates what takes its place: programs that still run name it, and fail from this moment on.`,
      alternative: `Two migrations, deployed one after the other: first the one that creates, then, when nothing that runs names "${table}" any more, the one that drops it.`,
      link: LINK,
      subject: table,
    };
  }
}

function adds(statements: readonly LintedStatement[], table: string): boolean {
  return statements.some(({ actions }) =>
    actions.some((action) => action.kind === 'add column' && action.table === table),
  );
}

function createsTable(statements: readonly LintedStatement[]): boolean {
  return statements.some(({ actions }) => actions.some(({ kind }) => kind === 'create table'));
}
