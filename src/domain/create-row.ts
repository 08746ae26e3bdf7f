import type { RowMap } from '../database/row-map.ts';
import type { Sql } from '../database/sql.ts';
import { insertStatement, type NewRow, writeRows } from '../database/write.ts';
import type { Thing } from './not-there.ts';
import { type Owned, readOwned } from './owned.ts';
import type { Outcome } from './problem.ts';
import type { Unit } from './unit.ts';

/** A row that remembers what it was created from. */
export interface Created extends Owned {
  creationDigest: string | null;
}

/** What a create came to: a new row, or the one that an earlier request with the same content has created. */
export type Creation<Row> = Outcome<Row> & { isNew?: boolean };

/** More often than two places of random digits are the same by chance. */
const MAX_ATTEMPTS = 10;

/**
 * Inserts a row, in one statement. Where there is one with this id already, looks what that was created from.
 *
 * @param make Makes the row: again, with another random position, where that of the first is taken.
 * @param write Runs the statement, where more is to be done with what it returns.
 */
export async function createRow<Row extends Created>(
  unit: Unit,
  rowMap: RowMap<Row>,
  thing: Thing,
  make: () => NewRow<Row> & { id: string; creationDigest: string | null },
  write: (statement: Sql) => Promise<Row[]> = (statement) => writeRows(unit.em, rowMap, statement),
): Promise<Creation<Row>> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const values = make();
    const [inserted] = await write(insertStatement(rowMap, [values]));
    if (inserted !== undefined) {
      return { result: inserted, isNew: true };
    }
    const repeated = await createdBefore(unit, rowMap, thing, values);
    if (repeated !== undefined) {
      return repeated;
    }
  }
  throw new Error(`No free place was found for a new ${thing}, ${MAX_ATTEMPTS} times.`);
}

/** What became of an earlier request to create a row with this id, if there was one. */
export async function createdBefore<Row extends Created>(
  unit: Unit,
  rowMap: RowMap<Row>,
  thing: Thing,
  { id, creationDigest }: { id: string; creationDigest: string | null },
): Promise<Outcome<Row> | undefined> {
  const row = await readOwned(unit, rowMap, id);
  if (row === undefined) {
    return undefined;
  }
  if (creationDigest !== null && row.creationDigest === creationDigest) {
    return { result: row };
  }
  const message = `There is a ${thing} with this id already, which was created with other content. Give a new one an id of its own.`;
  const problems = [{ code: 'CONFLICT' as const, field: ['id'], message }];
  return { problems, current: row };
}
