import { valueKind } from '../../../dialects/sqlite/sql/value-kind.ts';
import { BIGINT, decimal, INT, SMALLINT, type ValueDomain } from './value-domain.ts';

const NUMBERS = /\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/;

/** What a column of a type declared on SQLite is meant to hold. */
export function sqliteDomain(type: string): ValueDomain {
  const folded = type.toLowerCase().trim();
  const [, first, second] = NUMBERS.exec(folded) ?? [];
  switch (valueKind(folded)) {
    case 'integer':
      return integerDomain(folded);
    case 'real':
      return { kind: 'real', single: /^(real|float)$/.test(folded) };
    case 'numeric':
      return first === undefined ? decimal() : decimal(Number(first), Number(second ?? 0));
    case 'text':
      return { kind: 'text', length: first === undefined ? undefined : Number(first) };
    case 'blob':
      return { kind: 'bytes' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'date':
      return { kind: 'date' };
    case 'datetime':
      return { kind: 'datetime', digits: 3 };
    case 'time':
      return { kind: 'time' };
    case 'json':
      return { kind: 'json' };
    default:
      return { kind: folded === 'uuid' ? 'uuid' : 'other' };
  }
}

/** `integer` is whatever the entity calls an integer: 32 bits, as PostgreSQL's type of that name. */
function integerDomain(type: string): ValueDomain {
  if (type === 'interval') {
    return { kind: 'interval' };
  }
  return /^(big|int8|unsigned big)/.test(type) ? BIGINT : /^(small|tiny|int2)/.test(type) ? SMALLINT : INT;
}
