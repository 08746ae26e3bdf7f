import type { Tag } from '../../entities/tag.ts';
import { moment, text } from '../connections/cursor-value.ts';
import { type OrderFields, orderOf } from '../connections/order-by.ts';
import type { RowOrder } from '../connections/row-order.ts';
import type { TagOrder, TagOrderField } from '../types.generated.ts';

const FIELDS: OrderFields<Tag, TagOrderField> = {
  NAME: { property: 'name', value: text },
  CREATED_AT: { property: 'createdAt', value: moment },
};

/**
 * The order of tags that `orderBy` asks for; by name where it asks for none.
 *
 * @throws BAD_USER_INPUT for a field that comes twice.
 */
export function tagOrder(orderBy: readonly TagOrder[] | null | undefined): RowOrder<Tag> {
  return orderOf('Tag', FIELDS, orderBy, { field: 'NAME', direction: 'ASC' });
}
