import { rowMapOf } from '../../database/row-map.ts';
import { Tag } from '../../entities/tag.ts';
import type { Outcome } from '../problem.ts';
import { restoreRow } from '../restore-row.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';
import { nameTaken } from './tag-names.ts';

/** Brings a deleted tag back, on the todos that had it, unless another one has its name now. */
export function restoreTag(writer: Writer | Unit, id: string): Promise<Outcome<Tag>> {
  return inOneStatement(writer, async (unit) => {
    const isTaken = ({ nameKey }: Tag) => nameTaken(unit, nameKey, id, 'id');
    const { outcome } = await restoreRow(unit, rowMapOf(unit.em, Tag), 'tag', id, new Date(), isTaken);
    return outcome;
  });
}
