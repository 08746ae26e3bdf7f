import type { StatementReader } from '../../diagnose/parse/reader.ts';
import type { Action } from './action.ts';
import { readName } from './name.ts';

const CONSTRAINTS = ['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude'];

/** Reads what follows `alter table`: one change, or on PostgreSQL several between commas. */
export function readAlterTable(reader: StatementReader): Action[] {
  reader.words('if', 'exists');
  reader.words('only');
  const table = readName(reader);
  return table === undefined ? [] : reader.list((change) => readChange(table, change));
}

function readChange(table: string, reader: StatementReader): Action {
  const other: Action = { kind: 'alter table', table, adds: undefined };
  if (reader.words('rename')) {
    return readRename(table, reader) ?? other;
  }
  if (reader.words('add')) {
    if (reader.startsWith(...CONSTRAINTS) || reader.words('not', 'null')) {
      return { ...other, adds: 'constraint' };
    }
    reader.words('column');
    reader.words('if', 'not', 'exists');
    const column = reader.name();
    return column === undefined ? other : { kind: 'add column', table, column };
  }
  if (reader.words('drop') && !reader.startsWith('constraint', 'expression', 'identity')) {
    reader.words('column');
    reader.words('if', 'exists');
    const column = reader.name();
    return column === undefined ? other : { kind: 'drop column', table, column };
  }
  return other;
}

function readRename(table: string, reader: StatementReader): Action | undefined {
  if (reader.words('to')) {
    const to = reader.name();
    const schema = table.includes('.') ? `${table.slice(0, table.lastIndexOf('.'))}.` : '';
    return to === undefined ? undefined : { kind: 'rename table', table, to: `${schema}${to}` };
  }
  if (reader.words('constraint')) {
    return undefined;
  }
  reader.words('column');
  const column = reader.name();
  const to = reader.words('to') ? reader.name() : undefined;
  return column === undefined || to === undefined ? undefined : { kind: 'rename column', table, column, to };
}
