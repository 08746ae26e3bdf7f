import { quoteString } from '../../../model/quote.ts';
import type { Dialect } from '../../../model/schema.ts';
import type { ValueDomain } from '../domain/value-domain.ts';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The SQL text of a value of a domain, as MikroORM stores it on the dialect: SQLite keeps a boolean as 0 or 1, a moment
 * as milliseconds since 1970.
 *
 * @param text In the writing of `edgeValues`. One that is none of the domain becomes a string: the database refuses it.
 */
export function literal(dialect: Dialect, { kind }: ValueDomain, text: string): string {
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'real':
      return NUMBER.test(text) ? text : quoteString(text);
    case 'boolean':
      if (!/^(true|false)$/.test(text)) {
        return quoteString(text);
      }
      return dialect === 'postgresql' ? text : text === 'true' ? '1' : '0';
    case 'datetime':
      return dialect === 'sqlite' ? milliseconds(text) : quoteString(text);
    case 'bytes':
      return dialect === 'sqlite' ? `x'${text}'` : `'\\x${text}'`;
    case 'list':
      return quoteString(dialect === 'postgresql' ? arrayText(text) : text);
    default:
      // Both databases take the string for what the column holds, a number of an enum as well.
      return quoteString(text);
  }
}

function milliseconds(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? quoteString(text) : String(time);
}

/** `{"a","b"}` (PostgreSQL manual, "Array Value Input"). */
function arrayText(text: string): string {
  const items = text === '' ? [] : text.split(',');
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
