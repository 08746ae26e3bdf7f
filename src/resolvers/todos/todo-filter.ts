import type { Dialect } from '../../database/dialect.ts';
import type { RowMap } from '../../database/row-map.ts';
import { allOf, anyOf, type Condition, compare, contains, isNull, isOneOf, not } from '../../database/sql.ts';
import { isCalendarDate } from '../../domain/calendar-date.ts';
import { isStorable } from '../../domain/text.ts';
import { Priority } from '../../entities/priority.ts';
import type { Todo } from '../../entities/todo.ts';
import { badUserInput } from '../errors.ts';
import type { TodoFilter } from '../types.generated.ts';

/** SQLite refuses expressions nested deeper than 1000; a person understands far less. */
const MAX_DEPTH = 10;
const MAX_CONDITIONS = 100;

/**
 * The condition that `filter` stands for.
 *
 * @throws BAD_USER_INPUT for a filter that is too large, and for dates and texts that no todo can have.
 */
export function todoCondition(
  filter: TodoFilter | null | undefined,
  rowMap: RowMap<Todo>,
  dialect: Dialect,
): Condition {
  return new FilterReader(rowMap, dialect).read(filter ?? {}, 'filter', 1);
}

const DATE_OPERATORS = ['eq', 'lt', 'lte', 'gt', 'gte'] as const;

/** Turns one filter into conditions, and counts them. */
class FilterReader {
  readonly #rowMap: RowMap<Todo>;
  readonly #dialect: Dialect;
  #left = MAX_CONDITIONS;

  constructor(rowMap: RowMap<Todo>, dialect: Dialect) {
    this.#rowMap = rowMap;
    this.#dialect = dialect;
  }

  /** @param path Where `filter` is, for errors. */
  read(filter: TodoFilter, path: string, depth: number): Condition {
    if (depth > MAX_DEPTH) {
      throw badUserInput('filter', `"filter" is nested deeper than ${MAX_DEPTH}. Make it flatter.`);
    }
    this.#spend(1);
    const each = (filters: readonly TodoFilter[], name: string) =>
      filters.map((child, index) => this.read(child, `${path}.${name}.${index}`, depth + 1));
    const { and, or, not: negated } = filter;
    return allOf([
      ...(and == null ? [] : each(and, 'and')),
      ...(or == null ? [] : [anyOf(each(or, 'or'))]),
      ...(negated == null ? [] : [not(this.read(negated, `${path}.not`, depth + 1))]),
      ...this.#isDone(filter),
      ...this.#priority(filter),
      ...this.#dueDate(filter, `${path}.dueDate`),
      ...this.#title(filter, `${path}.title.contains`),
    ]);
  }

  *#isDone({ isDone }: TodoFilter): Iterable<Condition> {
    if (isDone?.eq != null) {
      this.#spend(1);
      yield compare(this.#rowMap.column('isDone'), 'eq', isDone.eq);
    }
  }

  *#priority({ priority }: TodoFilter): Iterable<Condition> {
    const column = this.#rowMap.column('priority');
    for (const names of [priority?.eq == null ? null : [priority.eq], priority?.in]) {
      if (names != null) {
        this.#spend(names.length);
        yield isOneOf(
          column,
          names.map((name) => Priority[name]),
        );
      }
    }
  }

  *#dueDate({ dueDate }: TodoFilter, path: string): Iterable<Condition> {
    const column = this.#rowMap.column('dueDate');
    for (const operator of DATE_OPERATORS) {
      const date = dueDate?.[operator];
      if (date != null) {
        this.#spend(1);
        if (!isCalendarDate(date)) {
          throw badUserInput(
            `${path}.${operator}`,
            `"${path}.${operator}" is ${date}, a day that the calendar does not have.`,
          );
        }
        yield compare(column, operator, date);
      }
    }
    if (dueDate?.isNull != null) {
      this.#spend(1);
      yield isNull(column, dueDate.isNull);
    }
  }

  *#title({ title }: TodoFilter, path: string): Iterable<Condition> {
    if (title?.contains != null) {
      this.#spend(1);
      if (!isStorable(title.contains)) {
        throw badUserInput(
          path,
          `"${path}" has a NUL character or half of a surrogate pair in it, which no title has.`,
        );
      }
      yield contains(this.#rowMap.column('title'), title.contains, this.#dialect);
    }
  }

  #spend(conditions: number): void {
    this.#left -= conditions;
    if (this.#left < 0) {
      throw badUserInput('filter', `"filter" has more than ${MAX_CONDITIONS} conditions. Use fewer.`);
    }
  }
}
