import { todoOrder } from '../todos/todo-order.ts';
import { todoWrites } from '../todos/todo-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { edgeOf, payloadOf } from '../writing/payload.ts';

export const createTodo: NonNullable<MutationResolvers['createTodo']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await todoWrites.create(input, 'input').make(context);
  // A repeated request has an edge too: the client may never have seen the answer to the first.
  const todoEdge = await edgeOf(context, info, 'Todo', 'todoEdge', outcome.result, todoOrder(null));
  const { row, userErrors } = await payloadOf(context, info, 'Todo', 'todo', outcome);
  return { todo: row, todoEdge, userErrors };
};
