import type { RowMap } from '../../database/row-map.ts';
import { type Scope, visible } from '../../database/scope.ts';
import { allOf, type Condition, compare, isNull } from '../../database/sql.ts';
import { sql } from '../../database/sql-template.ts';
import { dateIn } from '../../domain/calendar-date.ts';
import type { Todo } from '../../entities/todo.ts';
import { badUserInput } from '../errors.ts';
import type { TodoView } from '../types.generated.ts';

/**
 * The date that it is now in `timeZone`, an IANA name.
 *
 * @param argument Where the time zone was given, for the error.
 * @throws BAD_USER_INPUT for a time zone that nobody knows.
 */
export function todayIn(timeZone: string, argument: string): string {
  const today = dateIn(timeZone, new Date());
  if (today === undefined) {
    throw badUserInput(
      argument,
      `"${argument}" is no time zone. Give an IANA name, such as Europe/Berlin (the device's own: Intl.DateTimeFormat().resolvedOptions().timeZone).`,
    );
  }
  return today;
}

/** The todo is in `view`, when it is `today`. */
export function viewCondition(view: TodoView, rowMap: RowMap<Todo>, scope: Scope, today: string): Condition {
  return VIEWS[view](rowMap, scope, today);
}

const VIEWS: Record<TodoView, (rowMap: RowMap<Todo>, scope: Scope, today: string) => Condition> = {
  INBOX: (rowMap) => allOf([isOpen(rowMap), isNull(rowMap.column('list'), true)]),
  TODAY: (rowMap, scope, today) => isDue(rowMap, scope, 'eq', today),
  OVERDUE: (rowMap, scope, today) => isDue(rowMap, scope, 'lt', today),
  UPCOMING: (rowMap, scope, today) => isDue(rowMap, scope, 'gt', today),
  COMPLETED: (rowMap) => isNull(rowMap.column('completedAt'), false),
};

/** The todo is not done. */
export function isOpen(rowMap: RowMap<Todo>): Condition {
  return isNull(rowMap.column('completedAt'), true);
}

function isDue(rowMap: RowMap<Todo>, scope: Scope, operator: 'eq' | 'lt' | 'gt', today: string): Condition {
  const archived = sql`select "lists"."id" from "lists" where ${visible('lists', { ...scope, deleted: false })} and "lists"."is_archived"`;
  return allOf([
    isOpen(rowMap),
    compare(rowMap.column('dueDate'), operator, today),
    sql`("todos"."list_id" is null or "todos"."list_id" not in (${archived}))`,
  ]);
}
