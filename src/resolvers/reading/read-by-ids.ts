import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';
import { attach } from './attach.ts';
import { findByIds } from './find-by-ids.ts';
import type { Rows } from './things.ts';

/** The objects of `type` with these database ids, with all that `selection` asks of them; in one statement a level. */
export async function readByIds<Type extends NodeType>(
  context: Context,
  type: Type,
  ids: readonly string[],
  selection: Selection | undefined,
): Promise<Map<string, Rows[Type]>> {
  const rows = await findByIds(context, type, [...new Set(ids)], selection);
  await attach(context, type, rows, selection);
  return new Map(rows.map((row) => [row.id, row]));
}
