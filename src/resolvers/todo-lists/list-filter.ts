import type { Dialect } from '../../database/dialect.ts';
import type { RowMap } from '../../database/row-map.ts';
import type { Scope } from '../../database/scope.ts';
import { type Condition, compare } from '../../database/sql.ts';
import type { List } from '../../entities/list.ts';
import { ofString } from '../filters/operators.ts';
import { readFilter } from '../filters/read-filter.ts';
import type { ListFilter } from '../types.generated.ts';

/**
 * The condition that `filter` stands for.
 *
 * @throws BAD_USER_INPUT for a filter that is too large, and for values that no list can have.
 */
export function listCondition(
  filter: ListFilter | null | undefined,
  { column }: RowMap<List>,
  dialect: Dialect,
  scope: Scope,
): Condition {
  return readFilter(
    filter,
    {
      name: (given, at) => ofString(column('name'), given, at),
      *isArchived({ eq }, at) {
        if (eq != null) {
          at.spend(1);
          yield compare(column('isArchived'), 'eq', eq);
        }
      },
    },
    { dialect, scope },
  );
}
