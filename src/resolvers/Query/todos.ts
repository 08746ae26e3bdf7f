import { dialectOf } from '../../database/dialect.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { Todo } from '../../entities/todo.ts';
import { Connection } from '../lists/connection.ts';
import { readPageArguments } from '../lists/page-arguments.ts';
import { Selection } from '../selection.ts';
import { todoCondition } from '../todos/todo-filter.ts';
import { todoOrder } from '../todos/todo-order.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const todos: NonNullable<QueryResolvers['todos']> = (_parent, args, { em }, info) => {
  const rowMap = rowMapOf(em, Todo);
  return new Connection({
    em,
    rowMap,
    page: readPageArguments(args),
    order: todoOrder(args.orderBy),
    where: todoCondition(args.filter, rowMap, dialectOf(em)),
    selection: Selection.of(info),
  });
};
