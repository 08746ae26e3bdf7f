import { badUserInput } from '../errors.ts';
import { uuid } from './cursor-value.ts';
import { type OrderKey, RowOrder } from './row-order.ts';

/** One key as a client asks for it. */
interface AskedKey<Field extends string> {
  field: Field;
  direction?: 'ASC' | 'DESC';
}

/** What rows can be ordered by. Where no two rows of an owner have the same value, no key after it decides anything. */
export type OrderFields<Row, Field extends string> = Readonly<
  Record<Field, Omit<OrderKey<Row>, 'descending'> & { isUnique?: true }>
>;

/**
 * The order that `orderBy` asks for, `otherwise` where it asks for none. What is not unique is settled by the id, in the
 * direction of the last key, so that one index serves: PostgreSQL would sort what a unique index has in order already.
 *
 * @throws BAD_USER_INPUT for a field that comes twice.
 */
export function orderOf<Row extends { id: string }, Field extends string>(
  type: string,
  fields: OrderFields<Row, Field>,
  orderBy: readonly AskedKey<Field>[] | null | undefined,
  otherwise: AskedKey<Field>,
): RowOrder<Row> {
  const asked = orderBy == null || orderBy.length === 0 ? [otherwise] : orderBy;
  const keys: OrderKey<Row>[] = [];
  for (const { field, direction } of asked) {
    const key = { ...fields[field], descending: direction === 'DESC' };
    if (keys.some(({ property }) => property === key.property)) {
      throw badUserInput('orderBy', `"orderBy" has ${field} twice. Each field can be a key once.`);
    }
    keys.push(key);
  }
  const settled = asked.findIndex(({ field }) => fields[field].isUnique);
  return new RowOrder(
    type,
    settled >= 0
      ? keys.slice(0, settled + 1)
      : [...keys, { property: 'id', value: uuid, descending: keys.at(-1)?.descending ?? false }],
  );
}
