import { dialectOf } from '../../database/dialect.ts';
import { visible, within } from '../../database/scope.ts';
import { searchCondition, searchWords } from '../../database/search/index.ts';
import { isLongerThan } from '../../domain/text.ts';
import { readPageArguments } from '../connections/page-arguments.ts';
import { badUserInput } from '../errors.ts';
import { readConnection } from '../reading/read-connection.ts';
import { rowMapFor, scopeOf } from '../reading/things.ts';
import { Selection } from '../selection.ts';
import { searchOrder } from '../todos/search-order.ts';
import { todoCondition } from '../todos/todo-filter.ts';
import type { QueryResolvers } from '../types.generated.ts';

const MAX_TEXT_LENGTH = 200;

export const searchTodos: NonNullable<QueryResolvers['searchTodos']> = async (
  _parent,
  args,
  context,
  info,
) => {
  if (isLongerThan(args.text, MAX_TEXT_LENGTH)) {
    throw badUserInput('text', `"text" is longer than ${MAX_TEXT_LENGTH} Unicode code points. Shorten it.`);
  }
  const { em } = context;
  const dialect = dialectOf(em);
  const scope = scopeOf(context);
  const search = { words: searchWords(args.text), ownerId: scope.ownerId, dialect };
  return readConnection(context, 'Todo', {
    page: readPageArguments(args),
    order: searchOrder(search),
    where: within(
      visible('todos', scope),
      searchCondition(search),
      todoCondition(args.filter, rowMapFor(em, 'Todo'), dialect, scope),
    ),
    selection: Selection.of(info),
  });
};
