import type { List } from '../../entities/list.ts';
import { moment, text } from '../connections/cursor-value.ts';
import { type OrderFields, orderOf } from '../connections/order-by.ts';
import type { RowOrder } from '../connections/row-order.ts';
import type { ListOrder, ListOrderField } from '../types.generated.ts';

const FIELDS: OrderFields<List, ListOrderField> = {
  POSITION: { property: 'position', value: text, isUnique: true },
  NAME: { property: 'name', value: text },
  CREATED_AT: { property: 'createdAt', value: moment },
};

/**
 * The order of lists that `orderBy` asks for; by hand where it asks for none.
 *
 * @throws BAD_USER_INPUT for a field that comes twice.
 */
export function listOrder(orderBy: readonly ListOrder[] | null | undefined): RowOrder<List> {
  return orderOf('List', FIELDS, orderBy, { field: 'POSITION', direction: 'ASC' });
}
