import type { Demand } from '../demand.ts';
import { readNullsDistinct } from './constraint.ts';
import { readIndexPart } from './index-part.ts';
import type { StatementReader } from './reader.ts';

/** Reads what `create unique index …`, after these three words, asks of the rows. */
export function readUniqueIndex(reader: StatementReader): Demand[] {
  reader.words('concurrently');
  reader.words('if', 'not', 'exists');
  const name = reader.words('on') ? undefined : reader.qualifiedName()?.at(-1);
  if (name !== undefined) {
    reader.words('on');
  }
  reader.words('only');
  const table = reader.qualifiedName();
  if (reader.words('using')) {
    reader.name();
  }
  const parts = reader.parentheses()?.reader.list((part) => readIndexPart(part)?.sql);
  if (table === undefined || parts === undefined) {
    return [];
  }
  if (reader.words('include')) {
    reader.parentheses();
  }
  const nullsDistinct = readNullsDistinct(reader);
  reader.textUntil('where');
  const where = reader.words('where') ? reader.textUntil() : undefined;
  return [{ kind: 'unique', table, name, what: 'index', parts, where, nullsDistinct }];
}
