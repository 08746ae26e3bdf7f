import { StatementReader } from '../../diagnose/parse/reader.ts';
import { tokenize } from '../../diagnose/parse/tokenize.ts';
import { parseClause } from '../../dialects/sqlite/rebuild/clause.ts';
import type { Dialect } from '../../model/schema.ts';
import type { Action } from './action.ts';
import { readAlterTable } from './alter-table.ts';
import { readName } from './name.ts';
import { readRowChange } from './row-change.ts';

/**
 * Reads what one statement of either dialect does. What no rule asks for is left out.
 *
 * @throws {MigrationError} SQL_UNREADABLE for text that SQLite itself cannot read.
 */
export function readActions(sql: string, dialect: Dialect): Action[] {
  const reader = new StatementReader(sql, tokenize(sql, dialect));
  if (reader.words('create')) {
    return readCreate(reader);
  }
  if (reader.words('drop')) {
    return readDrop(reader);
  }
  if (reader.words('alter')) {
    return reader.words('table')
      ? readAlterTable(reader)
      : [{ kind: 'alter table', table: '', adds: undefined }];
  }
  if (reader.startsWith('do', 'call')) {
    return [{ kind: 'code' }];
  }
  return readRowChange(reader);
}

/**
 * Reads one clause of a rebuild of an SQLite table.
 *
 * @throws {MigrationError} REBUILD_REFUSED where it is none.
 */
export function readClause(table: string, text: string): Action {
  const clause = parseClause(table, text);
  switch (clause.kind) {
    case 'add column':
      return { kind: 'add column', table, column: clause.column.name };
    case 'drop column':
      return { kind: 'drop column', table, column: clause.column };
    case 'rename column':
      return { kind: 'rename column', table, column: clause.column, to: clause.to };
    default:
      return {
        kind: 'alter table',
        table,
        adds: clause.kind === 'add constraint' ? 'constraint' : undefined,
      };
  }
}

function readCreate(reader: StatementReader): Action[] {
  reader.words('or', 'replace');
  if (reader.anyOf('temp', 'temporary', 'global temp', 'global temporary', 'local temp', 'local temporary')) {
    // Gone with the session.
    return [];
  }
  reader.words('unlogged');
  if (!reader.words('table')) {
    reader.words('unique');
    return [{ kind: 'create', object: reader.name() ?? '' }];
  }
  reader.words('if', 'not', 'exists');
  const table = readName(reader);
  return table === undefined ? [] : [{ kind: 'create table', table }];
}

function readDrop(reader: StatementReader): Action[] {
  if (!reader.words('table')) {
    return [{ kind: 'drop', object: reader.name() ?? '' }];
  }
  reader.words('if', 'exists');
  return reader.list(readName).map((table) => ({ kind: 'drop table', table }));
}
