import type { Column } from '../../database/row-map.ts';
import { type Condition, compare, contains, isNull, isOneOf } from '../../database/sql.ts';
import { isCalendarDate } from '../../domain/calendar-date.ts';
import { isStorable } from '../../domain/text.ts';
import { badUserInput } from '../errors.ts';
import { idOf, type NodeType } from '../nodes/global-id.ts';
import type { DateFilter, DateTimeFilter, IdFilter, StringFilter } from '../types.generated.ts';
import type { Surroundings } from './read-filter.ts';

const RELATIONS = ['lt', 'lte', 'gt', 'gte'] as const;

/** What `given` says of a column that holds a day. */
export function* ofDate(column: Column, given: DateFilter, at: Surroundings): Iterable<Condition> {
  for (const operator of ['eq', ...RELATIONS] as const) {
    const date = given[operator];
    if (date != null) {
      at.spend(1);
      if (!isCalendarDate(date)) {
        throw badUserInput(
          `${at.path}.${operator}`,
          `"${at.path}.${operator}" is ${date}, a day that the calendar does not have.`,
        );
      }
      yield compare(column, operator, date);
    }
  }
  yield* ofPresence(column, given, at);
}

/** What `given` says of a column that holds a moment. */
export function* ofDateTime(column: Column, given: DateTimeFilter, at: Surroundings): Iterable<Condition> {
  for (const operator of RELATIONS) {
    const moment = given[operator];
    if (moment != null) {
      at.spend(1);
      yield compare(column, operator, moment);
    }
  }
  yield* ofPresence(column, given, at);
}

function* ofPresence(
  column: Column,
  given: { isNull?: boolean | null },
  at: Surroundings,
): Iterable<Condition> {
  if (given.isNull != null) {
    at.spend(1);
    yield isNull(column, given.isNull);
  }
}

/** What `given` says of a column that holds a text. */
export function* ofString(column: Column, given: StringFilter, at: Surroundings): Iterable<Condition> {
  for (const operator of ['eq', 'contains'] as const) {
    const text = given[operator];
    if (text != null) {
      at.spend(1);
      if (!isStorable(text)) {
        throw badUserInput(
          `${at.path}.${operator}`,
          `"${at.path}.${operator}" has a NUL character or half of a surrogate pair in it, which no text here has.`,
        );
      }
      yield operator === 'eq' ? compare(column, 'eq', text) : contains(column, text, at.dialect);
    }
  }
}

/** What `given` says of a column that refers to an object of `type`. */
export function* ofId(
  column: Column,
  type: NodeType,
  given: IdFilter,
  at: Surroundings,
): Iterable<Condition> {
  if (given.eq != null) {
    at.spend(1);
    yield compare(column, 'eq', idOf(type, given.eq, `${at.path}.eq`));
  }
  if (given.in != null) {
    yield isOneOf(column, readIds(type, given.in, `${at.path}.in`, at));
  }
  yield* ofPresence(column, given, at);
}

/** The database ids that `ids` stand for. */
export function readIds(type: NodeType, ids: readonly string[], path: string, at: Surroundings): string[] {
  at.spend(ids.length);
  return ids.map((id, index) => idOf(type, id, `${path}.${index}`));
}
