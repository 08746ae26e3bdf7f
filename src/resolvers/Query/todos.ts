import { dialectOf } from '../../database/dialect.ts';
import { visible, within } from '../../database/scope.ts';
import { readPageArguments } from '../connections/page-arguments.ts';
import { readConnection } from '../reading/read-connection.ts';
import { rowMapFor, scopeOf } from '../reading/things.ts';
import { Selection } from '../selection.ts';
import { todoCondition } from '../todos/todo-filter.ts';
import { todoOrder } from '../todos/todo-order.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const todos: NonNullable<QueryResolvers['todos']> = async (_parent, args, context, info) => {
  const { em } = context;
  const scope = { ...scopeOf(context), deleted: args.deleted };
  return readConnection(context, 'Todo', {
    page: readPageArguments(args),
    order: todoOrder(args.orderBy),
    where: within(
      visible('todos', scope),
      todoCondition(args.filter, rowMapFor(em, 'Todo'), dialectOf(em), scope),
    ),
    selection: Selection.of(info),
  });
};
