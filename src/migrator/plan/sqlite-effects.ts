import { parseCreateIndex } from '../dialects/sqlite/sql/create-index.ts';
import { nothing, type StatementEffect, touch, unknownEffect } from '../effects/effect.ts';
import type { Action } from '../lint/actions/action.ts';
import { readActions, readClause } from '../lint/actions/read-actions.ts';
import type { RunStep } from '../run/steps.ts';

/** SQLite locks no tables: while a migration is under way, every other writer of the file waits. */
const FILE_LOCK = 'Exclusive';

/** What a step does on SQLite, as far as its text tells; `known: false` where it does not. */
export function sqliteEffects(step: Exclude<RunStep, { kind: 'query' | 'backfill' }>): StatementEffect {
  try {
    return step.kind === 'rebuild' ? rebuild(step) : statement(step.sql);
  } catch {
    // Text that SQLite cannot read either: the run says so.
    return unknownEffect();
  }
}

function rebuild({ table, changes }: { table: string; changes: readonly string[] }): StatementEffect {
  const clauses = changes.map((change) => readClause(table, change));
  return {
    ...nothing(),
    tables: [
      touch(table, FILE_LOCK, { rewrite: 'yes', scan: 'yes', because: ['it is copied into its new form'] }),
    ],
    drops: clauses.flatMap((clause) =>
      clause.kind === 'drop column' ? [{ table, column: clause.column }] : [],
    ),
  };
}

function statement(sql: string): StatementEffect {
  if (/^\s*create\s+(unique\s+)?index\b/i.test(sql)) {
    return { ...nothing(), tables: [touch(parseCreateIndex(sql).table, FILE_LOCK, { scan: 'yes' })] };
  }
  const actions = readActions(sql, 'sqlite');
  if (actions.length === 0) {
    return unknownEffect();
  }
  return actions.map((action) => effectOf(action, sql)).reduce(join, nothing());
}

function effectOf(action: Action, sql: string): StatementEffect {
  switch (action.kind) {
    case 'create table':
      return { ...nothing(), creates: [action.table] };
    case 'drop table':
      return { ...touching(action.table), drops: [{ table: action.table }] };
    case 'add column':
      // A check, a value that is computed or a foreign key is looked at in the rows that are there.
      return touching(action.table, {
        scan: /\b(check|generated|references|as\s*\()/i.test(sql) ? 'unknown' : 'no',
      });
    case 'drop column':
      return {
        ...touching(action.table, { rewrite: 'yes', scan: 'yes', because: ['its values are cut out'] }),
        drops: [{ table: action.table, column: action.column }],
      };
    case 'rename table':
    case 'rename column':
      return touching(action.table);
    case 'alter table':
      return touching(action.table, { scan: action.adds === 'constraint' ? 'yes' : 'unknown' });
    case 'insert':
      return { ...touching(action.table), rows: [{ table: action.table, kind: 'insert' }] };
    case 'update':
    case 'delete':
      return {
        ...touching(action.table, { scan: action.everyRow ? 'yes' : 'unknown' }),
        rows: [{ table: action.table, kind: action.kind }],
      };
    case 'create':
    case 'drop':
      return nothing();
    default:
      return unknownEffect();
  }
}

function touching(table: string, more: Parameters<typeof touch>[2] = {}): StatementEffect {
  return { ...nothing(), tables: [touch(table, FILE_LOCK, more)] };
}

function join(one: StatementEffect, other: StatementEffect): StatementEffect {
  return {
    known: one.known && other.known,
    tables: [...one.tables, ...other.tables],
    creates: [...one.creates, ...other.creates],
    drops: [...one.drops, ...other.drops],
    rows: [...one.rows, ...other.rows],
  };
}
