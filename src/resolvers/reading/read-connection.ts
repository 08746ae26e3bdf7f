import type { Page } from '../connections/page.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import { attachBelow } from './attach.ts';
import { belowPages, type ConnectionRequest, findPage } from './find-pages.ts';
import type { Rows } from './things.ts';

/**
 * Reads a page of objects of `type`, with all that is asked of them; in one statement a level.
 *
 * @throws BAD_USER_INPUT for a cursor that is none of this order.
 */
export async function readConnection<Type extends NodeType>(
  context: Context,
  type: Type,
  request: ConnectionRequest<Rows[Type]>,
): Promise<Page<Rows[Type]>> {
  const page = await findPage(context, type, request);
  await attachBelow(context, belowPages(type, [page], request.selection));
  return page;
}
