import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { MigrationError } from '../errors.ts';
import type { Dialect } from '../model/schema.ts';
import { printStep, type RunStep } from '../run/steps.ts';
import type { Action } from './actions/action.ts';
import { readActions, readClause } from './actions/read-actions.ts';
import { splitSql } from './actions/split.ts';
import type { LintedDirection, LintedStatement } from './migration.ts';
import type { SourceText } from './source/source-text.ts';
import { parsedText } from './syntax/parsed-text.ts';
import { findPostgresqlProblem } from './syntax/postgresql.ts';
import { findSqliteProblem } from './syntax/sqlite.ts';

/**
 * Reads the statements in the steps of one direction.
 *
 * @param steps Each with the line of the call that added it.
 */
export async function readStatements(
  source: SourceText,
  { dialect, sqlite }: { dialect: Dialect; sqlite: AbstractSqlDriver },
  steps: readonly { step: RunStep; line: number }[],
): Promise<{ statements: LintedStatement[]; unreadable: LintedDirection['unreadable'] }> {
  const statements: LintedStatement[] = [];
  const unreadable: LintedDirection['unreadable'] = [];
  const created = new Set<string>();
  for (const [index, { step, line }] of steps.entries()) {
    const lineAt = (offset: number) =>
      step.kind === 'sql' ? source.argumentLine(line) + linesBefore(step.sql, offset) : line;
    const text = parsedText(step);
    const problem =
      dialect === 'postgresql' && text !== undefined ? await findPostgresqlProblem(text) : undefined;
    if (problem !== undefined) {
      unreadable.push({ line: lineAt(problem.offset), message: problem.message });
      continue;
    }
    try {
      for (const { sql, offset, actions } of readStep(step, dialect)) {
        const at = lineAt(offset);
        const message =
          dialect === 'sqlite' && text !== undefined
            ? await findSqliteProblem(sqlite, step.kind === 'sql' ? sql : text, actions)
            : undefined;
        if (message !== undefined) {
          unreadable.push({ line: at, message });
        }
        statements.push({ step, index, sql, line: at, actions, created: new Set(created) });
        follow(actions, created);
      }
    } catch (error) {
      if (!(error instanceof MigrationError)) {
        throw error;
      }
      unreadable.push({ line, message: error.message });
    }
  }
  return { statements, unreadable };
}

interface ReadStatement {
  sql: string;
  /** Where it begins in the text of its step. */
  offset: number;
  actions: Action[];
}

function readStep(step: RunStep, dialect: Dialect): ReadStatement[] {
  const sql = printStep(step);
  switch (step.kind) {
    case 'rebuild':
      return [{ sql, offset: 0, actions: step.changes.map((change) => readClause(step.table, change)) }];
    case 'backfill':
      return [{ sql, offset: 0, actions: [{ kind: 'backfill', table: step.table }] }];
    case 'query':
      return [{ sql, offset: 0, actions: readActions(sql, dialect) }];
    case 'sql':
      return splitSql(sql, dialect).map((statement) => ({
        sql: statement.sql,
        offset: statement.start,
        actions: readActions(statement.sql, dialect),
      }));
  }
}

/** Keeps up with the tables that a migration creates, by the names they have now. */
function follow(actions: readonly Action[], created: Set<string>): void {
  for (const action of actions) {
    if (action.kind === 'create table') {
      created.add(action.table);
    }
    if (action.kind === 'rename table' && created.delete(action.table)) {
      created.add(action.to);
    }
  }
}

function linesBefore(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}
