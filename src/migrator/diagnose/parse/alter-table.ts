import type { Demand, TableName } from '../demand.ts';
import { readColumnConstraints, readTableConstraint } from './constraint.ts';
import type { StatementReader } from './reader.ts';

/** Reads what each action of `alter table …`, after these two words, asks of the rows. */
export function readAlterTable(reader: StatementReader): Demand[] {
  reader.words('if', 'exists');
  reader.words('only');
  const table = reader.qualifiedName();
  reader.symbol('*');
  return table === undefined ? [] : reader.list((action) => readAction(action, table)).flat();
}

/** Reads one action of `alter table`, or one clause of an SQLite rebuild, which are written alike. */
function readAction(reader: StatementReader, table: TableName): Demand[] {
  if (reader.words('add')) {
    return readTableConstraint(reader, table) ?? readNewColumn(reader, table);
  }
  if (reader.words('alter')) {
    reader.words('column');
    return readColumnChange(reader, table);
  }
  if (reader.words('validate', 'constraint')) {
    const name = reader.name();
    return name === undefined ? [] : [{ kind: 'validate', table, name }];
  }
  if (reader.words('drop') && !reader.startsWith('constraint', 'primary')) {
    reader.words('column');
    reader.words('if', 'exists');
    const column = reader.name();
    return column === undefined ? [] : [{ kind: 'dropColumn', table, column }];
  }
  return [];
}

function readNewColumn(reader: StatementReader, table: TableName): Demand[] {
  reader.words('column');
  reader.words('if', 'not', 'exists');
  const column = reader.name();
  if (column === undefined) {
    return [];
  }
  const demands = readColumnConstraints(reader.clone(), table, column);
  return isFilledByNobody(reader) ? [{ kind: 'newNotNullColumn', table, column }, ...demands] : demands;
}

/** Whether a column's definition, after its name, wants a value in every row and says none. */
function isFilledByNobody(reader: StatementReader): boolean {
  const isSerial = reader.startsWith('serial', 'bigserial', 'smallserial');
  let isNotNull = false;
  let isFilled = isSerial;
  while (!reader.done) {
    if (reader.anyOf('not null', 'primary key')) {
      isNotNull = true;
    } else if (reader.words('default')) {
      isFilled ||= !reader.words('null');
    } else if (reader.anyOf('generated', 'as')) {
      isFilled = true;
    } else {
      reader.skip();
    }
  }
  return isNotNull && !isFilled;
}

function readColumnChange(reader: StatementReader, table: TableName): Demand[] {
  const column = reader.name();
  if (column === undefined) {
    return [];
  }
  if (reader.words('set', 'not', 'null')) {
    return [{ kind: 'notNull', table, column }];
  }
  if (reader.anyOf('set data type', 'type')) {
    const type = reader.textUntil('collate', 'using');
    reader.textUntil('using');
    const using = reader.words('using') ? reader.textUntil() : undefined;
    return [{ kind: 'type', table, column, type, using }];
  }
  return [];
}
