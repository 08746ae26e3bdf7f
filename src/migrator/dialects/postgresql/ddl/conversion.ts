import { quoteColumn } from '../../../model/quote.ts';
import type { Column } from '../../../model/schema.ts';

type Family = 'text' | 'integer' | 'number' | 'boolean' | 'time' | 'other';

const FAMILIES: [Family, RegExp][] = [
  ['text', /^(text|varchar|character varying|char|character|bpchar|citext)$/],
  ['integer', /^(smallint|int2|int|integer|int4|bigint|int8)$/],
  ['number', /^(numeric|decimal|real|float4|double precision|float8|float)$/],
  ['boolean', /^(boolean|bool)$/],
  ['time', /^(date|timestamp|timestamptz|timestamp (with|without) time zone)$/],
];

interface Type {
  text: string;
  family: Family;
  /** Without what stands in parentheses. */
  base: string;
  /** What stands in parentheses: a length, or precision and scale. */
  size: number[];
}

/**
 * The `using` expression of a change of type, or undefined where PostgreSQL's own assignment keeps each value or fails.
 *
 * An explicit cast is not an assignment: it cuts a text that is too long, rounds a number and forgets a time of day
 * without a word; and even an assignment cuts spaces. So what could change a value is converted there and back, and
 * fails where the way back ends elsewhere.
 */
export function conversion(from: Column, to: Column): string | undefined {
  const [before, after] = [parse(from.type), parse(to.type)];
  const name = quoteColumn(to.name);
  if (from.type === to.type || isWider(before, after)) {
    return undefined;
  }
  if (after.family === 'text') {
    return before.family === 'text' ? fittingText(name, after) : textOf(name, before, after);
  }
  const path = castPath(before, after);
  const converted = cast(name, ...path, after.text);
  if (before.family === 'boolean' && after.family !== 'other') {
    return converted;
  }
  if (before.family === 'text' || before.family === 'other' || after.family === 'other') {
    // Text knows no rounding but that of the size; anything else fails by itself.
    return after.size.length === 0 || after.family === 'other'
      ? converted
      : same(converted, cast(name, ...path, after.base), name, after);
  }
  return same(cast(converted, ...path.toReversed(), before.text), name, name, after, converted);
}

/**
 * Whether a change of type leaves the rows as they are on disk: a text that may be longer, a number that may have more
 * digits before its point (manual, "ALTER TABLE", notes on `SET DATA TYPE`).
 */
export function keepsRows(from: Column, to: Column): boolean {
  const [before, after] = [parse(from.type), parse(to.type)];
  const isText = before.family === 'text' && after.family === 'text' && !isPadded(after);
  const isNumeric =
    [before, after].every(({ base }) => ['numeric', 'decimal'].includes(base)) &&
    (after.size.length === 0 || before.size[1] === after.size[1]);
  return from.collation === to.collation && (isText || isNumeric) && isWider(before, after);
}

/** Whether a conversion depends on the time zone of the session: between times with one and anything without. */
export function dependsOnTimeZone(from: Column, to: Column): boolean {
  const types = [parse(from.type), parse(to.type)];
  const isZoned = ({ base }: Type) => /^timestamptz$|with time zone$/.test(base);
  return types.some(isZoned) && !types.every(isZoned);
}

/** Whether every value of one type is a value of the other. */
function isWider(from: Type, to: Type): boolean {
  const grows =
    to.size.length === 0 || (from.size.length > 0 && to.size.every((size, i) => size >= (from.size[i] ?? 0)));
  if (from.family === 'text' && to.family === 'text') {
    return grows && !isPadded(from);
  }
  if (from.base === to.base && ['numeric', 'decimal'].includes(from.base)) {
    const whole = ({ size: [precision = 0, scale = 0] }: Type) => precision - scale;
    return grows && (to.size.length === 0 || whole(to) >= whole(from));
  }
  if (from.family === 'integer') {
    // Too big a number fails by itself.
    return (
      to.family === 'integer' ||
      (/^(numeric|decimal|double precision|float8)$/.test(to.base) && from.base !== 'bigint')
    );
  }
  return from.base === to.base && grows;
}

function isPadded({ base }: Type): boolean {
  return /^(char|character|bpchar)$/.test(base);
}

/** PostgreSQL has a cast between boolean and `int` alone, and between other families none but through text. */
function castPath(from: Type, to: Type): string[] {
  const pair = [from.family, to.family];
  if (from.family === 'text' || (from.family === to.family && from.family !== 'other')) {
    return [];
  }
  if (pair.includes('boolean') && (pair.includes('integer') || pair.includes('number'))) {
    return ['int'];
  }
  return pair.every((family) => family === 'integer' || family === 'number') ? [] : ['text'];
}

/** Of a text that is too long, an assignment cuts spaces at the end; with a sign behind them it fails. */
function fittingText(name: string, { size: [length] }: Type): string | undefined {
  return length === undefined
    ? undefined
    : `case when length(${name}) <= ${length} then ${name} else ${name} || '…' end`;
}

function textOf(name: string, { base }: Type, { size }: Type): string | undefined {
  // A cast to a text of limited length cuts; the assignment of a text without limit fails.
  return base === 'jsonb' || base === 'json' || size.length > 0 ? `${name}::text` : undefined;
}

function cast(value: string, ...types: string[]): string {
  return [value, ...types].filter((type, index, all) => type !== all[index - 1]).join('::');
}

/** Fails by casting a text that is no value of the type: an expression has no other way to fail. */
function same(back: string, value: string, name: string, { text }: Type, converted = back): string {
  const failure = `('this value does not fit: ' || ${name}::text)::${text}`;
  return `case when ${back} is not distinct from ${value} then ${converted} else ${failure} end`;
}

function parse(text: string): Type {
  const base = text
    .toLowerCase()
    .replace(/\s*\([^)]*\)/, '')
    .trim();
  const size = (/\(([\d\s,]+)\)/.exec(text)?.[1] ?? '').split(',').filter(Boolean).map(Number);
  return { text, family: FAMILIES.find(([, pattern]) => pattern.test(base))?.[0] ?? 'other', base, size };
}
