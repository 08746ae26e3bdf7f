import { DateTimeType, StringType } from '@mikro-orm/core';
import type { ColumnRule, ColumnSource, DialectModel } from '../../model/dialect-model.ts';
import { nullSafe } from '../../model/null-safe.ts';
import { isEnclosed } from '../../model/parentheses.ts';
import { quoteColumn, quoteString } from '../../model/quote.ts';
import { readSqliteTrigger } from './trigger.ts';

/** Milliseconds since 1970 as an integer: what MikroORM itself stores for a Date. */
const NOW = "(cast(round(unixepoch('subsec') * 1000) as integer))";
const CURRENT_TIME = /^\(*(current_timestamp|now)\s*(\(\s*\d*\s*\))?\)*$/i;
/** SQLite manual, "CREATE TABLE", default clause: every other expression stands in parentheses. */
const CONSTANT =
  /^([+-]?(\d[\d_]*(\.\d*)?|\.\d+)(e[+-]?\d+)?|0x[\da-f]+|x?'(?:[^']|'')*'|null|true|false|current_(time|date|timestamp))$/is;
const DECLARED_LENGTH = /^(?:var|n)?char(?:acter)?(?: varying)?\s*\((\d+)\)$/i;

/** SQLite: dynamic types, so that lengths are checks; no schemas, enums or comments. */
export const sqliteModel: DialectModel = {
  defaultSchema: undefined,
  storesGenerated: false,
  hasComments: false,
  hasSchemas: false,
  hasEnumTypes: false,
  hasMaterializedViews: false,
  hasIndexOptions: false,
  trigger: readSqliteTrigger,
  literal,
  expression(sql, { column }) {
    // The text of `current_timestamp` has seconds only, and compares with the application's integers by kind.
    if (column.mappedType instanceof DateTimeType && CURRENT_TIME.test(sql.trim())) {
      return NOW;
    }
    return CONSTANT.test(sql.trim()) || isEnclosed(sql.trim()) ? sql.trim() : `(${sql.trim()})`;
  },
  type({ column }) {
    if (column.nativeEnumName !== undefined) {
      return 'text';
    }
    // Only a column of exactly this type may be autoincrement (SQLite manual, "Autoincrement").
    return column.autoincrement ? 'integer' : column.type;
  },
  rules(source) {
    const limit = lengthOf(source);
    return limit === undefined ? [] : [lengthRule(source.column, limit)];
  },
};

function lengthRule(column: ColumnSource['column'], limit: number): ColumnRule {
  const expression = `length(${quoteColumn(column.name)}) <= ${limit}`;
  return { suffix: ['length'], expression: nullSafe(column, expression) };
}

/** The length that PostgreSQL would enforce by the type of the column. */
function lengthOf({ property, platform, column }: ColumnSource): number | undefined {
  if (property === undefined || property.kind !== 'scalar' || property.enum || property.array) {
    return undefined;
  }
  const declared = DECLARED_LENGTH.exec(column.type)?.[1];
  if (declared !== undefined) {
    return Number(declared);
  }
  const type = property.customType ?? platform.getMappedType(property.type);
  if (!(type instanceof StringType) || column.type !== 'text') {
    return undefined;
  }
  const length = property.length ?? type.getDefaultLength(platform);
  return length > 0 ? length : undefined;
}

function literal(value: unknown): string {
  if (value instanceof Date) {
    return String(value.getTime());
  }
  if (value instanceof Uint8Array) {
    return `x'${Buffer.from(value).toString('hex')}'`;
  }
  if (typeof value === 'string') {
    return quoteString(value);
  }
  return typeof value === 'object' && value !== null ? quoteString(JSON.stringify(value)) : String(value);
}
