import type { ValueDomain } from '../domain/value-domain.ts';
import { edgeTexts } from './edge-texts.ts';

/**
 * The values at the ends of a domain, as texts: numbers in digits, moments as ISO 8601 in UTC, bytes in hexadecimal,
 * booleans as `true` and `false`. Both databases hold each of them.
 */
export function edgeValues(domain: ValueDomain): readonly string[] {
  switch (domain.kind) {
    case 'integer':
      return [0n, domain.max, domain.min, -1n, 1n, domain.max - 1n].map(String);
    case 'decimal':
      return decimals(domain);
    case 'real':
      return domain.single
        ? ['0', '0.5', '-1.5', '3.4028235e38', '1234567']
        : ['0', '0.1', '-1.5', '1.7976931348623157e308', '2.2250738585072014e-308', '123456789.25'];
    case 'text':
      return edgeTexts(domain.length);
    case 'enum':
      return domain.items;
    case 'list':
      return ['', ...(domain.items.length > 0 ? [...domain.items, domain.items.join(',')] : ['1', '1,2'])];
    case 'boolean':
      return ['true', 'false'];
    case 'date':
      // SQLite's functions know the years 0000 to 9999, PostgreSQL has no year 0.
      return ['0001-01-01', '9999-12-31', '1970-01-01', '2024-02-29', '1969-12-31'];
    case 'datetime':
      return [
        '0001-01-01T00:00:00.000Z',
        '9999-12-31T23:59:59.999Z',
        '1970-01-01T00:00:00.000Z',
        '1969-12-31T23:59:59.001Z',
        '2024-02-29T12:34:56.789Z',
        '2026-03-29T01:30:00.000Z',
      ].map((moment) => cut(moment, domain.digits));
    case 'time':
      return ['00:00:00', '23:59:59', '12:00:00'];
    case 'interval':
      return ['00:00:00', '1 day', '-00:00:01'];
    case 'uuid':
      return ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    case 'json':
      return ['{}', '[]', 'null', '"text"', `{"a": {"b'c": [1, null, "😀 \\" \\\\ שלום"]}}`, 'true', '[1.5]'];
    case 'bytes':
      return ['', '00', 'ff', '0027225c0aff'];
    case 'other':
      return ['1', 'a', '{}', '2026-01-01', '127.0.0.1', ''];
  }
}

function decimals({ precision, scale }: { precision: number; scale: number }): string[] {
  const whole = '9'.repeat(Math.max(precision - scale, 0)) || '0';
  const fraction = '9'.repeat(Math.min(scale, precision));
  const largest = scale === 0 ? whole : `${whole}.${fraction}`;
  const smallest = scale === 0 ? '1' : `0.${'1'.padStart(scale, '0')}`;
  return ['0', largest, `-${largest}`, smallest, `-${smallest}`];
}

/** A moment with so many digits of a second's fraction; more would be rounded, at the end of time into the next year. */
export function cut(moment: string, digits: number): string {
  return moment.replace(
    /\.(\d{3})Z$/,
    (_, fraction: string) => `.${fraction.slice(0, digits).padEnd(3, '0')}Z`,
  );
}
