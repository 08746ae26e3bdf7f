import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';
import type { Below } from './below.ts';
import { hasKept, keep } from './kept.ts';
import { RELATIONS } from './relations.ts';
import type { Rows } from './things.ts';

/**
 * Reads what `selection` asks of `rows` beyond their own columns (their list, tags, pages of todos, counts), one statement
 * for all rows of a level, and keeps it with the rows, where the field resolvers find it. Call it with all rows of a kind
 * at once.
 *
 * @param selection What is asked of each row; nothing is read where it is undefined.
 */
export async function attach<Type extends NodeType>(
  context: Context,
  type: Type,
  rows: readonly Rows[Type][],
  selection: Selection | undefined,
): Promise<void> {
  if (selection === undefined || rows.length === 0) {
    return;
  }
  const relations = RELATIONS[type];
  const reads: Promise<void>[] = [];
  for (const field of selection.fields()) {
    const read = relations[field.name];
    // The rows are alike: what was read along with one was with all.
    if (read !== undefined && !hasKept(rows[0] as object, field.key)) {
      reads.push(
        read(context, rows, field).then(({ values, below }) => {
          rows.forEach((row, index) => {
            keep(row, field.key, values[index]);
          });
          return attachBelow(context, below);
        }),
      );
    }
  }
  await Promise.all(reads);
}

/** Goes on with the rows of the next level. */
export async function attachBelow(context: Context, below: readonly Below[]): Promise<void> {
  await Promise.all(
    below.map(({ type, rows, selection }) => attach(context, type, rows as never, selection)),
  );
}
