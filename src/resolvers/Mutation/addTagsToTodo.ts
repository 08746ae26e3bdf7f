import { todoWrites } from '../todos/todo-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const addTagsToTodo: NonNullable<MutationResolvers['addTagsToTodo']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await todoWrites.addTags(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'Todo', 'todo', outcome);
  return { todo: row, userErrors };
};
