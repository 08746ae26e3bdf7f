import { dialectOf } from '../../database/dialect.ts';
import { readRows } from '../../database/rows.ts';
import { visible, within } from '../../database/scope.ts';
import { isAmong, refer } from '../../database/sql.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';
import { embeddedFields, keepEmbedded } from './embedded.ts';
import { propertiesOf, type Rows, rowMapFor, scopeOf } from './things.ts';

/** The objects of `type` with these database ids, by the columns that `selection` asks for, in one statement or none. */
export async function findByIds<Type extends NodeType>(
  context: Context,
  type: Type,
  ids: readonly string[],
  selection: Selection | undefined,
): Promise<Rows[Type][]> {
  if (ids.length === 0) {
    return [];
  }
  const { em } = context;
  const rowMap = rowMapFor(em, type);
  const embedded = embeddedFields(context, type, selection);
  const rows = await readRows(
    em,
    rowMap,
    propertiesOf(rowMap, type, selection),
    within(visible(rowMap.table, scopeOf(context)), isAmong(refer(rowMap.column('id')), ids, dialectOf(em))),
    { embedded },
  );
  keepEmbedded(rows, embedded);
  return rows;
}
