import type { ColumnSource, DialectModel } from '../../model/dialect-model.ts';
import { quoteName, quoteString } from '../../model/quote.ts';
import { readPostgresTrigger } from './trigger.ts';

/** The pseudo-types that stand for an integer with a sequence. */
const SERIAL: Record<string, string> = {
  serial: 'int',
  serial4: 'int',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
};

/** PostgreSQL: what its types do not say is said by nothing else. */
export const postgresqlModel: DialectModel = {
  defaultSchema: 'public',
  storesGenerated: true,
  hasComments: true,
  hasSchemas: true,
  hasEnumTypes: true,
  hasMaterializedViews: true,
  hasIndexOptions: true,
  trigger: readPostgresTrigger,
  literal,
  expression: (sql) => sql.trim(),
  type: typeOf,
  rules: () => [],
};

function typeOf({ column, property }: ColumnSource): string {
  if (column.nativeEnumName !== undefined) {
    const [, name = column.type, array = ''] = /^(.*?)((?:\[\])*)$/.exec(column.type) ?? [];
    return `${quoteName(name)}${array}`;
  }
  if (property?.enum && column.type === 'smallint') {
    const isWide = property.items?.some((item) => typeof item === 'number' && Math.abs(item) > 32_767);
    return isWide ? 'int' : 'smallint';
  }
  return SERIAL[column.type.toLowerCase()] ?? column.type;
}

function literal(value: unknown): string {
  if (value instanceof Date) {
    return quoteString(value.toISOString());
  }
  if (value instanceof Uint8Array) {
    return quoteString(`\\x${Buffer.from(value).toString('hex')}`);
  }
  if (typeof value === 'string') {
    return quoteString(value);
  }
  return typeof value === 'object' && value !== null ? quoteString(JSON.stringify(value)) : String(value);
}
