import type { Todo } from '../../entities/todo.ts';
import { day, moment, nullable, smallInteger, text } from '../connections/cursor-value.ts';
import { type OrderFields, orderOf } from '../connections/order-by.ts';
import type { RowOrder } from '../connections/row-order.ts';
import type { TodoOrder, TodoOrderField } from '../types.generated.ts';

const FIELDS: OrderFields<Todo, TodoOrderField> = {
  POSITION: { property: 'position', value: text, isUnique: true },
  CREATED_AT: { property: 'createdAt', value: moment },
  UPDATED_AT: { property: 'updatedAt', value: moment },
  COMPLETED_AT: { property: 'completedAt', value: nullable(moment) },
  DUE_DATE: { property: 'dueDate', value: nullable(day) },
  PRIORITY: { property: 'priority', value: smallInteger },
  TITLE: { property: 'title', value: text },
};

/** By hand, from the first. */
export const BY_HAND = { field: 'POSITION', direction: 'ASC' } as const satisfies TodoOrder;
/** By creation, the newest first. */
export const NEWEST_FIRST = { field: 'CREATED_AT', direction: 'DESC' } as const satisfies TodoOrder;

/**
 * The order of todos that `orderBy` asks for.
 *
 * @param otherwise The order where it asks for none.
 * @throws BAD_USER_INPUT for a field that comes twice.
 */
export function todoOrder(
  orderBy: readonly TodoOrder[] | null | undefined,
  otherwise: TodoOrder = NEWEST_FIRST,
): RowOrder<Todo> {
  return orderOf('Todo', FIELDS, orderBy, otherwise);
}
