import type { GraphQLResolveInfo } from 'graphql';
import type { Outcome, Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import { attach } from '../reading/attach.ts';
import type { Rows } from '../reading/things.ts';
import { Selection } from '../selection.ts';

/** What every payload has: the row as it is now, with what is asked of it, and what to mend. */
export interface Payload<Row> {
  /** Null when there is something to mend, but for a conflict. */
  row: Row | null;
  userErrors: Problem[];
}

/** @param field The field of the payload that shows the row. */
export async function payloadOf<Type extends NodeType>(
  context: Context,
  info: GraphQLResolveInfo,
  type: Type,
  field: string,
  { result, current, problems = [] }: Outcome<Rows[Type]>,
): Promise<Payload<Rows[Type]>> {
  const row = result ?? current ?? null;
  if (row !== null) {
    await attach(context, type, [row], Selection.of(info).under(field));
  }
  return { row, userErrors: problems };
}

/**
 * The row as an edge of the connection that lists show first; null for one that is not in it.
 *
 * @param field The field of the payload that shows the edge.
 */
export async function edgeOf<Type extends NodeType>(
  context: Context,
  info: GraphQLResolveInfo,
  type: Type,
  field: string,
  row: Rows[Type] | undefined,
  order: { cursorOf(row: Rows[Type]): string },
): Promise<{ cursor: string; node: Rows[Type] } | null> {
  const selection = Selection.of(info).under(field);
  if (row === undefined || row.deletedAt !== null || selection === undefined) {
    return null;
  }
  // Another object: here something else may be asked of it than in the field beside.
  const node = { ...row };
  await attach(context, type, [node], selection.under('node'));
  return { cursor: order.cursorOf(row), node };
}
