import type { GraphQLResolveInfo } from 'graphql';
import type { BatchResult } from '../../domain/batch.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { NodeType } from '../nodes/global-id.ts';
import { attach } from '../reading/attach.ts';
import type { Rows } from '../reading/things.ts';
import { Selection } from '../selection.ts';

const MAX_CHANGES = 100;

/**
 * Reads the changes of a bulk mutation, of which each has exactly one of several fields.
 *
 * @param read Reads the value of the field `kind`, which is at `path`.
 * @throws BAD_USER_INPUT for none, or for too many.
 */
export function readChanges<Input extends object, Change>(
  changes: readonly Input[],
  read: (kind: keyof Input & string, value: unknown, path: string) => Change,
): (Change & { kind: string })[] {
  if (changes.length === 0 || changes.length > MAX_CHANGES) {
    throw badUserInput(
      'input.changes',
      `"input.changes" has ${changes.length} entries. Send 1 to ${MAX_CHANGES} at once.`,
    );
  }
  return changes.map((change, index) => {
    const [entry] = Object.entries(change);
    if (entry === undefined) {
      throw badUserInput(`input.changes.${index}`, `"input.changes.${index}" has no change in it.`);
    }
    const [kind, value] = entry;
    const path = `input.changes.${index}.${kind}`;
    return { ...read(kind as keyof Input & string, value, path), kind };
  });
}

/** What every payload of a bulk mutation has. */
export interface BatchPayload<Row> {
  results: { row: Row | null; userErrors: Problem[] }[];
  userErrors: Problem[];
}

/** @param field The field of each result that shows the row. */
export async function batchPayloadOf<Type extends NodeType>(
  context: Context,
  info: GraphQLResolveInfo,
  type: Type,
  field: string,
  results: readonly BatchResult<Rows[Type]>[],
): Promise<BatchPayload<Rows[Type]>> {
  const rows = results.flatMap(({ result }) => (result === undefined ? [] : [result]));
  await attach(context, type, rows, Selection.of(info).under('results')?.under(field));
  return {
    results: results.map(({ result, problems }) => ({ row: result ?? null, userErrors: problems })),
    userErrors: results.flatMap(({ problems }) => problems),
  };
}
