import type { GraphQLResolveInfo } from 'graphql';
import { rowMapOf } from '../../database/row-map.ts';
import { readRows } from '../../database/rows.ts';
import { isOneOf } from '../../database/sql.ts';
import { Todo } from '../../entities/todo.ts';
import type { Context } from '../context.ts';
import { Selection } from '../selection.ts';
import type { NodeType } from './global-id.ts';

/** What the objects of each type are read as. */
const ENTITIES = { Todo } as const satisfies Record<NodeType, unknown>;

/** The objects of `type` with these database ids, with what the query asks of them; in one statement, or none. */
export async function readNodes(
  type: NodeType,
  ids: readonly string[],
  { em }: Context,
  info: GraphQLResolveInfo,
): Promise<Map<string, Todo>> {
  if (ids.length === 0) {
    return new Map();
  }
  const rowMap = rowMapOf(em, ENTITIES[type]);
  const asked = Selection.of(info, type).names.filter(rowMap.has);
  const unique = [...new Set(ids)];
  const rows = await readRows(
    em,
    rowMap,
    [...new Set([...asked, 'id' as const])],
    isOneOf(rowMap.column('id'), unique),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
