import { dialectOf } from '../../database/dialect.ts';
import { visible, within } from '../../database/scope.ts';
import { readPageArguments } from '../connections/page-arguments.ts';
import { readConnection } from '../reading/read-connection.ts';
import { rowMapFor, scopeOf } from '../reading/things.ts';
import { Selection } from '../selection.ts';
import { listCondition } from '../todo-lists/list-filter.ts';
import { listOrder } from '../todo-lists/list-order.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const lists: NonNullable<QueryResolvers['lists']> = async (_parent, args, context, info) => {
  const { em } = context;
  const scope = { ...scopeOf(context), deleted: args.deleted };
  return readConnection(context, 'List', {
    page: readPageArguments(args),
    order: listOrder(args.orderBy),
    where: within(
      visible('lists', scope),
      listCondition(args.filter, rowMapFor(em, 'List'), dialectOf(em), scope),
    ),
    selection: Selection.of(info),
  });
};
