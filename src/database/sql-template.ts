import template, { empty, join, type RawValue, raw, type Sql } from 'sql-template-tag';

/** A piece of SQL with its parameters. */
export type { Sql };

/** Names come from the code, so there are only so many. */
const quoted = new Map<string, Sql>();

/**
 * Makes a piece of SQL: what stands in `${}` is a piece of SQL, or else the value of a parameter.
 *
 * Statements are made anew for each request, so what makes them is nothing but text and values: Kysely's template makes
 * a syntax tree first, which was a tenth of the garbage of a page of todos.
 */
export const sql = Object.assign(
  (texts: TemplateStringsArray, ...values: RawValue[]) => template(texts, ...values),
  {
    /** A name, quoted; with dots in it, that of something within something: `todos.id` is `"todos"."id"`. */
    ref(name: string): Sql {
      let known = quoted.get(name);
      if (known === undefined) {
        known = raw(
          name
            .split('.')
            .map((part) => `"${part.replaceAll('"', '""')}"`)
            .join('.'),
        );
        quoted.set(name, known);
      }
      return known;
    },
    /** Text that becomes part of the statement as it is. Never what somebody sent. */
    raw,
    /** Pieces, or values, one after the other; none is nothing. */
    join: (values: readonly RawValue[], separator = ', '): Sql =>
      values.length === 0 ? empty : join(values, separator),
  },
);
