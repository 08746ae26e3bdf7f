import type { RowMap } from '../database/row-map.ts';
import { within } from '../database/scope.ts';
import { type Condition, compare, type Sql } from '../database/sql.ts';
import { updateStatement, type Values, writeRows } from '../database/write.ts';
import { notFound, type Thing, versionConflict } from './not-there.ts';
import { isPresent, type Owned, readPresent } from './owned.ts';
import type { Outcome } from './problem.ts';
import type { Unit } from './unit.ts';

/** Which row is to be changed. */
export interface Target {
  id: string;
  /** Change it only if this is its version. */
  expectedVersion?: number | null;
}

/** One way of changing a row. */
export interface Way<Row> {
  set: Values<Row>;
  /** Only in rows where this holds. */
  where?: Condition;
  /** Runs the statement, where more is to be done with what it returns. */
  write?(statement: Sql): Promise<Row[]>;
}

/** Far more often than the row can change between a write and a look, one time after the other. */
const MAX_ROUNDS = 100;

/**
 * Changes a row that is not deleted in the first of several ways that fits, each in one statement; where none does,
 * looks why. It locks nothing: where the row has become another one between the write and the look, it starts again.
 *
 * @param isSettled Whether a row needs none of the changes.
 */
export async function changeRow<Row extends Owned>(
  unit: Unit,
  rowMap: RowMap<Row>,
  thing: Thing,
  { id, expectedVersion }: Target,
  now: Date,
  ways: readonly Way<Row>[],
  isSettled: (row: Row) => boolean,
): Promise<Outcome<Row>> {
  const conditions = [compare(rowMap.column('id'), 'eq', id)];
  if (expectedVersion != null) {
    conditions.push(compare(rowMap.column('version'), 'eq', expectedVersion));
  }
  const target = within(isPresent(rowMap, unit.viewer), ...conditions);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const { set, where, write } of ways) {
      const fits = where === undefined ? target : within(target, where);
      const statement = updateStatement(unit.em, rowMap, { set, where: fits, now });
      const [row] = await (write?.(statement) ?? writeRows(unit.em, rowMap, statement));
      if (row !== undefined) {
        return { result: row };
      }
    }
    const row = await readPresent(unit, rowMap, id);
    if (row === undefined) {
      return notFound(thing);
    }
    if (expectedVersion != null && row.version !== expectedVersion) {
      return versionConflict(thing, row, expectedVersion);
    }
    if (isSettled(row)) {
      return { result: row };
    }
  }
  throw new Error(`The ${thing} ${id} changed ${MAX_ROUNDS} times while it was to be changed.`);
}
