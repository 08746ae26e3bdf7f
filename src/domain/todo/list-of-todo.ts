import { lockRows } from '../../database/locked-rows.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { within } from '../../database/scope.ts';
import { compare } from '../../database/sql.ts';
import { List } from '../../entities/list.ts';
import { notFound } from '../not-there.ts';
import { isPresent } from '../owned.ts';
import type { Outcome } from '../problem.ts';
import type { Unit } from '../unit.ts';

/** The id of a list; null for the inbox, as when it is absent. */
export type ListId = string | null | undefined;

/**
 * Keeps a list of the viewer from being deleted until the end of the transaction, so that no todo gets into one that
 * is. The inbox is always there.
 *
 * @returns A problem of `listId` where there is no such list.
 */
export async function lockList(unit: Unit, id: string | null): Promise<Outcome<string | null>> {
  if (id === null) {
    return { result: null };
  }
  const rowMap = rowMapOf(unit.em, List);
  const where = within(isPresent(rowMap, unit.viewer), compare(rowMap.column('id'), 'eq', id));
  const [list] = await lockRows(unit.em, rowMap, ['id'], where, 'share');
  return list === undefined ? notFound('list', ['listId']) : { result: id };
}
