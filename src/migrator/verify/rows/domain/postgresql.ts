import type { NativeEnum } from '../../../model/schema.ts';
import { BIGINT, decimal, INT, SMALLINT, type ValueDomain } from './value-domain.ts';

const TYPE =
  /^(?<base>[a-z ]+?)\s*(?:\((?<first>\d+)(?:,\s*(?<second>-?\d+))?\))?(?<rest> with(?:out)? time zone)?$/;

/** What a column of a PostgreSQL type holds, by any of the type's names. */
export function postgresqlDomain(type: string, enums: readonly NativeEnum[]): ValueDomain {
  const list = /^(.*?)(\[\])+$/.exec(type);
  const single = list?.[1] ?? type;
  const name = single.replaceAll('"', '');
  const native = enums.find((candidate) => candidate.name === name);
  if (list !== null) {
    return { kind: 'list', items: native?.items ?? [] };
  }
  return native === undefined ? builtIn(single.toLowerCase()) : { kind: 'enum', items: native.items };
}

function builtIn(type: string): ValueDomain {
  const { base = type, first, second } = TYPE.exec(type)?.groups ?? {};
  const size = first === undefined ? undefined : Number(first);
  switch (base) {
    case 'smallint':
    case 'int':
    case 'integer':
    case 'bigint':
    case 'int2':
    case 'int4':
    case 'int8':
      return /^small|2$/.test(base) ? SMALLINT : /^big|8$/.test(base) ? BIGINT : INT;
    case 'numeric':
    case 'decimal':
      return size === undefined ? decimal() : decimal(size, Number(second ?? 0));
    case 'real':
    case 'float':
    case 'double precision':
      return { kind: 'real', single: base === 'real' };
    case 'varchar':
    case 'character varying':
    case 'text':
    case 'citext':
      return { kind: 'text', length: size };
    case 'char':
    case 'character':
    case 'bpchar':
      return { kind: 'text', length: size ?? 1 };
    case 'timestamp':
    case 'timestamptz':
      return { kind: 'datetime', digits: Math.min(size ?? 3, 3) };
    case 'json':
    case 'jsonb':
      return { kind: 'json' };
    case 'bytea':
      return { kind: 'bytes' };
    case 'bool':
      return { kind: 'boolean' };
    case 'timetz':
      return { kind: 'time' };
    case 'boolean':
    case 'date':
    case 'time':
    case 'interval':
    case 'uuid':
      return { kind: base };
    default:
      return { kind: 'other' };
  }
}
