import { quoteColumn } from '../../../model/quote.ts';
import type { Column } from '../../../model/schema.ts';

const TEXT = /^(text|varchar|character varying|char|character|bpchar|citext)\b/i;
const INTEGER = /^(smallint|int2|int|integer|int4|bigint|int8)$/i;

/**
 * The `using` expression of a change of type, or undefined where PostgreSQL's own assignment keeps each value or fails.
 *
 * An explicit cast is not an assignment: it cuts a text that is too long, rounds a number and forgets a time of day
 * without a word. So what could change a value is cast there and back, and fails where the way back ends elsewhere.
 */
export function conversion(from: Column, to: Column): string | undefined {
  const name = quoteColumn(to.name);
  const base = to.type.replace(/\s*\([^)]*\)/, '');
  if (from.type === to.type || TEXT.test(to.type) || (INTEGER.test(from.type) && INTEGER.test(to.type))) {
    return undefined;
  }
  if (!TEXT.test(from.type)) {
    return sameOrFail(name, to.type, from.type, name);
  }
  return base === to.type ? `${name}::${to.type}` : sameOrFail(name, to.type, base, `${name}::${base}`);
}

/** Fails by casting a text that is no value of the type: an expression has no other way to fail. */
function sameOrFail(name: string, type: string, back: string, value: string): string {
  const message = `('this value does not fit: ' || ${name}::text)::${type}`;
  return `case when ${name}::${type}::${back} is not distinct from ${value} then ${name}::${type} else ${message} end`;
}
