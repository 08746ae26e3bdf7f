import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';

/**
 * Reads what `selection` asks of `rows` beyond their own columns (their list, tags, pages of todos, counts), one statement
 * for all rows of a level, and keeps it with the rows, where the field resolvers find it. Call it with all rows of a kind at once.
 *
 * @param selection What is asked of each row; nothing is read where it is undefined.
 */
export async function attach(
  _context: Context,
  _type: NodeType,
  _rows: readonly object[],
  _selection: Selection | undefined,
): Promise<void> {
  throw new Error('Under construction.');
}
