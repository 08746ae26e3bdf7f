import type { Todo } from '../../entities/todo.ts';
import { badUserInput } from '../errors.ts';
import { day, moment, nullable, smallInteger, text, uuid } from '../lists/cursor-value.ts';
import { ListOrder, type OrderKey } from '../lists/list-order.ts';
import type { TodoOrder, TodoOrderField } from '../types.generated.ts';

const KEYS: Record<TodoOrderField, Omit<OrderKey<Todo>, 'descending'>> = {
  CREATED_AT: { property: 'createdAt', value: moment },
  DUE_DATE: { property: 'dueDate', value: nullable(day) },
  PRIORITY: { property: 'priority', value: smallInteger },
  TITLE: { property: 'title', value: text },
};

const NEWEST_FIRST: TodoOrder[] = [{ field: 'CREATED_AT', direction: 'DESC' }];

/**
 * The order that `orderBy` asks for. The id settles it, in the direction of the last key, so that one index serves.
 *
 * @throws BAD_USER_INPUT for a field that comes twice.
 */
export function todoOrder(orderBy: readonly TodoOrder[] | null | undefined): ListOrder<Todo> {
  const asked = orderBy == null || orderBy.length === 0 ? NEWEST_FIRST : orderBy;
  const keys: OrderKey<Todo>[] = [];
  for (const { field, direction } of asked) {
    const key = { ...KEYS[field], descending: direction === 'DESC' };
    if (keys.some(({ property }) => property === key.property)) {
      throw badUserInput('orderBy', `"orderBy" has ${field} twice. Each field can be a key once.`);
    }
    keys.push(key);
  }
  return new ListOrder([
    ...keys,
    { property: 'id', value: uuid, descending: keys.at(-1)?.descending ?? false },
  ]);
}
