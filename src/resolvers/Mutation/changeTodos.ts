import { changeTodos as change } from '../../domain/todo/change-todos.ts';
import { todoWrites } from '../todos/todo-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { batchPayloadOf, readChanges } from '../writing/batch.ts';

export const changeTodos: NonNullable<MutationResolvers['changeTodos']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const changes = readChanges(input.changes, (kind, value, path) => todoWrites[kind](value as never, path));
  const made = await change(context, changes, input.allOrNothing ?? false);
  const { results, userErrors } = await batchPayloadOf(context, info, 'Todo', 'todo', made);
  return { results: results.map(({ row, ...rest }) => ({ todo: row, ...rest })), userErrors };
};
