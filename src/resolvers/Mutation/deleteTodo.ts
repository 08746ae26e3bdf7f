import { toGlobalId } from '../nodes/global-id.ts';
import { todoWrites } from '../todos/todo-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const deleteTodo: NonNullable<MutationResolvers['deleteTodo']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await todoWrites.delete(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'Todo', 'todo', outcome);
  const { result } = outcome;
  return {
    deletedId: result === undefined ? null : toGlobalId('Todo', result.id),
    todo: row,
    userErrors,
  };
};
