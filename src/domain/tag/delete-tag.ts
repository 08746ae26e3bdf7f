import { rowMapOf } from '../../database/row-map.ts';
import { Tag } from '../../entities/tag.ts';
import { changeRow, type Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';

/** Deletes a tag. That todos have it stays on record until it is purged, so that it can come back to them. */
export function deleteTag(writer: Writer | Unit, target: Target): Promise<Outcome<Tag>> {
  return inOneStatement(writer, (unit) => {
    const deletedAt = new Date();
    const way = { set: { deletedAt } };
    return changeRow(unit, rowMapOf(unit.em, Tag), 'tag', target, deletedAt, [way], () => false);
  });
}
