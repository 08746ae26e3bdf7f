import type { Dialect } from '../../database/dialect.ts';
import type { RowMap } from '../../database/row-map.ts';
import type { Scope } from '../../database/scope.ts';
import { allOf, type Condition, isNull, isOneOf, not } from '../../database/sql.ts';
import { Priority } from '../../entities/priority.ts';
import type { Todo } from '../../entities/todo.ts';
import { ofDate, ofDateTime, ofId, ofString, readIds } from '../filters/operators.ts';
import { type FieldReaders, readFilter, type Surroundings } from '../filters/read-filter.ts';
import type { PriorityFilter, TodoFilter } from '../types.generated.ts';
import { hasTag } from './todo-tags.ts';
import { todayIn, viewCondition } from './todo-views.ts';

/**
 * The condition that `filter` stands for.
 *
 * @throws BAD_USER_INPUT for a filter that is too large, and for values that no todo can have.
 */
export function todoCondition(
  filter: TodoFilter | null | undefined,
  rowMap: RowMap<Todo>,
  dialect: Dialect,
  scope: Scope,
): Condition {
  return readFilter(filter, readersOf(rowMap), { dialect, scope });
}

function readersOf(rowMap: RowMap<Todo>): FieldReaders<TodoFilter> {
  const { column } = rowMap;
  return {
    *view({ eq, timeZone = 'UTC' }, at) {
      at.spend(1);
      yield viewCondition(eq, rowMap, at.scope, todayIn(timeZone, `${at.path}.timeZone`));
    },
    *isDone({ eq }, at) {
      if (eq != null) {
        at.spend(1);
        yield isNull(column('completedAt'), !eq);
      }
    },
    priority: (given, at) => ofPriority(rowMap, given, at),
    dueDate: (given, at) => ofDate(column('dueDate'), given, at),
    title: (given, at) => ofString(column('title'), given, at),
    description: (given, at) => ofString(column('description'), given, at),
    list: (given, at) => ofId(column('list'), 'List', given, at),
    *tags({ some, every, isEmpty }, at) {
      if (some != null) {
        yield hasTag(at.scope, readIds('Tag', some, `${at.path}.some`, at));
      }
      if (every != null) {
        yield allOf(readIds('Tag', every, `${at.path}.every`, at).map((id) => hasTag(at.scope, [id])));
      }
      if (isEmpty != null) {
        at.spend(1);
        yield isEmpty ? not(hasTag(at.scope)) : hasTag(at.scope);
      }
    },
    completedAt: (given, at) => ofDateTime(column('completedAt'), given, at),
    createdAt: (given, at) => ofDateTime(column('createdAt'), given, at),
    updatedAt: (given, at) => ofDateTime(column('updatedAt'), given, at),
  };
}

function* ofPriority(rowMap: RowMap<Todo>, given: PriorityFilter, at: Surroundings): Iterable<Condition> {
  for (const names of [given.eq == null ? null : [given.eq], given.in]) {
    if (names != null) {
      at.spend(names.length);
      yield isOneOf(
        rowMap.column('priority'),
        names.map((name) => Priority[name]),
      );
    }
  }
}
