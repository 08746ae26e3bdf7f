import type { StatementReader } from '../../diagnose/parse/reader.ts';
import type { Action } from './action.ts';
import { readName } from './name.ts';

/** Reads a statement that changes rows, and those in its `with`. */
export function readRowChange(reader: StatementReader): Action[] {
  const actions: Action[] = [];
  if (reader.words('with')) {
    while (!reader.done && !reader.startsWith('insert', 'update', 'delete', 'merge', 'select')) {
      const inner = reader.parentheses()?.reader;
      if (inner === undefined) {
        reader.skip();
      } else {
        actions.push(...readRowChange(inner));
      }
    }
  }
  return [...actions, ...readOne(reader)];
}

function readOne(reader: StatementReader): Action[] {
  if (reader.words('truncate')) {
    reader.words('table');
    return reader
      .list((item) => {
        item.words('only');
        return readName(item);
      })
      .map((table) => ({ kind: 'truncate', table }));
  }
  if (
    reader.anyOf('insert into', 'replace into') ||
    (reader.words('insert', 'or') && skipUntilInto(reader))
  ) {
    return named(readName(reader), (table) => ({ kind: 'insert', table }));
  }
  const isDelete = reader.words('delete', 'from');
  if (!isDelete && !reader.words('update')) {
    return [];
  }
  if (reader.words('or')) {
    reader.name();
  }
  reader.words('only');
  const table = readName(reader);
  reader.textUntil('where');
  const everyRow = reader.done;
  return named(table, (name) => ({ kind: isDelete ? 'delete' : 'update', table: name, everyRow }));
}

function skipUntilInto(reader: StatementReader): boolean {
  reader.name();
  return reader.words('into');
}

function named(table: string | undefined, action: (table: string) => Action): Action[] {
  return table === undefined ? [] : [action(table)];
}
