import type { Dialect } from '../../database/dialect.ts';
import type { Scope } from '../../database/scope.ts';
import { allOf, anyOf, type Condition, not } from '../../database/sql.ts';
import { badUserInput } from '../errors.ts';

/** SQLite refuses expressions nested deeper than 1000; a person understands far less. */
const MAX_DEPTH = 10;
const MAX_CONDITIONS = 100;

/** What every filter has: other filters of its kind. */
interface Combined<Filter> {
  and?: readonly Filter[] | null;
  or?: readonly Filter[] | null;
  not?: Filter | null;
}

/** What stands around the field of a filter. */
export interface Surroundings {
  dialect: Dialect;
  /** What there is for whoever asks. */
  scope: Scope;
  /** Where the field is, for errors: `filter.and.0.dueDate`. */
  path: string;
  /** Counts conditions; throws when there are too many. */
  spend(conditions: number): void;
}

/** How each field of a filter becomes conditions, all of which must hold. */
export type FieldReaders<Filter> = {
  [Field in Exclude<keyof Filter, keyof Combined<Filter>>]-?: (
    given: NonNullable<Filter[Field]>,
    at: Surroundings,
  ) => Iterable<Condition>;
};

/**
 * The condition that `filter` stands for; none given always holds.
 *
 * @throws BAD_USER_INPUT for a filter that is too large, and for values that nothing can have.
 */
export function readFilter<Filter extends Combined<Filter>>(
  filter: Filter | null | undefined,
  readers: FieldReaders<Filter>,
  { dialect, scope }: Pick<Surroundings, 'dialect' | 'scope'>,
): Condition {
  let left = MAX_CONDITIONS;
  const spend = (conditions: number) => {
    left -= conditions;
    if (left < 0) {
      throw badUserInput('filter', `"filter" has more than ${MAX_CONDITIONS} conditions. Use fewer.`);
    }
  };

  const read = (part: Filter, path: string, depth: number): Condition => {
    if (depth > MAX_DEPTH) {
      throw badUserInput('filter', `"filter" is nested deeper than ${MAX_DEPTH}. Make it flatter.`);
    }
    spend(1);
    const { and, or, not: negated } = part;
    const each = (parts: readonly Filter[], name: string) =>
      parts.map((child, index) => read(child, `${path}.${name}.${index}`, depth + 1));
    const fields = Object.keys(readers) as (keyof typeof readers)[];
    return allOf([
      ...(and == null ? [] : each(and, 'and')),
      ...(or == null ? [] : [anyOf(each(or, 'or'))]),
      ...(negated == null ? [] : [not(read(negated, `${path}.not`, depth + 1))]),
      ...fields.flatMap((field) => {
        const given = part[field];
        const at = { dialect, scope, path: `${path}.${String(field)}`, spend };
        return given == null ? [] : [...readers[field](given as NonNullable<Filter[typeof field]>, at)];
      }),
    ]);
  };
  return read(filter ?? ({} as Filter), 'filter', 1);
}
