import type { Dialect } from '../../database/dialect.ts';
import type { RowMap } from '../../database/row-map.ts';
import type { Scope } from '../../database/scope.ts';
import type { Condition } from '../../database/sql.ts';
import type { Tag } from '../../entities/tag.ts';
import { ofString } from '../filters/operators.ts';
import { readFilter } from '../filters/read-filter.ts';
import type { TagFilter } from '../types.generated.ts';

/**
 * The condition that `filter` stands for.
 *
 * @throws BAD_USER_INPUT for a filter that is too large, and for values that no tag can have.
 */
export function tagCondition(
  filter: TagFilter | null | undefined,
  { column }: RowMap<Tag>,
  dialect: Dialect,
  scope: Scope,
): Condition {
  return readFilter(filter, { name: (given, at) => ofString(column('name'), given, at) }, { dialect, scope });
}
