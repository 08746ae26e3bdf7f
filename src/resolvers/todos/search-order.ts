import type { Column } from '../../database/row-map.ts';
import { type Search, searchRank } from '../../database/search/index.ts';
import type { Todo } from '../../entities/todo.ts';
import { moment, smallInteger, uuid } from '../connections/cursor-value.ts';
import { type OrderKey, RowOrder } from '../connections/row-order.ts';

/** A todo that was found, and how well it fits: 1 best, 3 least. */
type Found = Todo & { searchRank: number };

/** The order of what is found for `search`: what fits best first, then the newest. */
export function searchOrder(search: Search): RowOrder<Todo> {
  const column: Column = {
    name: 'searchRank',
    expression: searchRank(search),
    nullable: false,
    isText: false,
    read: undefined,
    write: (rank) => rank,
  };
  const keys: OrderKey<Found>[] = [
    { property: 'searchRank', column, value: smallInteger, descending: false },
    { property: 'createdAt', value: moment, descending: true },
    { property: 'id', value: uuid, descending: true },
  ];
  // Its rows are read with the rank, which their type elsewhere does not have.
  return new RowOrder('Search', keys) as RowOrder<never> as RowOrder<Todo>;
}
