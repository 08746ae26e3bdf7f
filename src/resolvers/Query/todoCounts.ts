import { countEach } from '../../database/rows.ts';
import { visible } from '../../database/scope.ts';
import { rowMapFor, scopeOf } from '../reading/things.ts';
import { isOpen, todayIn, viewCondition } from '../todos/todo-views.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const todoCounts: NonNullable<QueryResolvers['todoCounts']> = async (_parent, args, context) => {
  const { em } = context;
  const rowMap = rowMapFor(em, 'Todo');
  const scope = scopeOf(context);
  const today = todayIn(args.timeZone, 'timeZone');
  return countEach(em, rowMap.table, visible(rowMap.table, scope), {
    open: isOpen(rowMap),
    inbox: viewCondition('INBOX', rowMap, scope, today),
    today: viewCondition('TODAY', rowMap, scope, today),
    overdue: viewCondition('OVERDUE', rowMap, scope, today),
    upcoming: viewCondition('UPCOMING', rowMap, scope, today),
    completed: viewCondition('COMPLETED', rowMap, scope, today),
  });
};
