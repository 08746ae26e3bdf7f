import { dialectOf } from '../../database/dialect.ts';
import { visible, within } from '../../database/scope.ts';
import { readPageArguments } from '../connections/page-arguments.ts';
import { readConnection } from '../reading/read-connection.ts';
import { rowMapFor, scopeOf } from '../reading/things.ts';
import { Selection } from '../selection.ts';
import { tagCondition } from '../tags/tag-filter.ts';
import { tagOrder } from '../tags/tag-order.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const tags: NonNullable<QueryResolvers['tags']> = async (_parent, args, context, info) => {
  const { em } = context;
  const scope = { ...scopeOf(context), deleted: args.deleted };
  return readConnection(context, 'Tag', {
    page: readPageArguments(args),
    order: tagOrder(args.orderBy),
    where: within(
      visible('tags', scope),
      tagCondition(args.filter, rowMapFor(em, 'Tag'), dialectOf(em), scope),
    ),
    selection: Selection.of(info),
  });
};
