import { foldCase } from '../../database/case-folding.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { readRows } from '../../database/rows.ts';
import { within } from '../../database/scope.ts';
import { compare, not } from '../../database/sql.ts';
import { Tag } from '../../entities/tag.ts';
import { isPresent } from '../owned.ts';
import type { Problem } from '../problem.ts';
import type { Unit } from '../unit.ts';

/**
 * What no two tags of one owner have in common: the name whatever its case, and however its accents are written (é is one
 * code point or two). Composed again at the end: folding takes some letters apart.
 */
export function nameKeyOf(name: string): string {
  return foldCase(name.normalize('NFC')).normalize('NFC');
}

/**
 * That another tag of the viewer has this name, where one has. Whoever writes next may still meet one that somebody else
 * creates at the same time: then the unique index refuses it, and the whole change is done again, and finds it here.
 *
 * @param field Where the name was given.
 */
export async function nameTaken(
  { em, viewer }: Unit,
  nameKey: string,
  id: string,
  field: 'id' | 'name',
): Promise<Problem | undefined> {
  const rowMap = rowMapOf(em, Tag);
  const [other] = await readRows(
    em,
    rowMap,
    ['name'],
    within(
      isPresent(rowMap, viewer),
      compare(rowMap.column('nameKey'), 'eq', nameKey),
      not(compare(rowMap.column('id'), 'eq', id)),
    ),
  );
  if (other === undefined) {
    return undefined;
  }
  const mend = field === 'name' ? 'Take that one, or another name.' : 'Rename that one first.';
  return {
    code: 'TAKEN',
    field: [field],
    message: `There is a tag "${other.name}" already; names that differ in case only are the same. ${mend} Nothing was changed.`,
  };
}
