import type { Dialect } from '../../../src/migrator/model/schema.ts';

/** A value of a seed row or an expected row. */
export type Value = null | boolean | number | bigint | string | Uint8Array | Real | ByDialect;
export type Row = Readonly<Record<string, Value>>;
/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A floating point number that may be whole: SQLite keeps 2.0 and 2 apart. */
export class Real {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A value that the two databases represent differently. */
export class ByDialect {
  readonly sqlite: Exclude<Value, ByDialect>;
  readonly postgresql: Exclude<Value, ByDialect>;
  constructor(sqlite: Exclude<Value, ByDialect>, postgresql: Exclude<Value, ByDialect>) {
    this.sqlite = sqlite;
    this.postgresql = postgresql;
  }
}

/** `sqlite` on SQLite, `postgresql` on PostgreSQL. */
export function by(sqlite: Exclude<Value, ByDialect>, postgresql: Exclude<Value, ByDialect>): ByDialect {
  return new ByDialect(sqlite, postgresql);
}

/** `value` as the database of `dialect` would hold it. */
export function resolve(value: Value, dialect: Dialect): Exclude<Value, ByDialect> {
  return value instanceof ByDialect ? value[dialect] : value;
}

/**
 * One text per distinguishable stored value: on SQLite with its storage class, because there a text can sit in an
 * integer column; on PostgreSQL what the cast to text gives.
 */
export function canonical(value: Value, dialect: Dialect): string | null {
  const plain = resolve(value, dialect);
  if (plain === null) {
    return null;
  }
  if (dialect === 'postgresql') {
    return plain instanceof Uint8Array
      ? `\\x${Buffer.from(plain).toString('hex')}`
      : typeof plain === 'boolean'
        ? String(plain).slice(0, 1)
        : String(plain instanceof Real ? plain.value : plain);
  }
  if (plain instanceof Uint8Array) {
    return `blob:${Buffer.from(plain).toString('hex')}`;
  }
  if (plain instanceof Real) {
    return `real:${plain.value}`;
  }
  switch (typeof plain) {
    case 'string':
      return `text:${plain}`;
    case 'boolean':
      return `integer:${plain ? 1 : 0}`;
    case 'bigint':
      return `integer:${plain}`;
    default:
      return Number.isInteger(plain) ? `integer:${plain}` : `real:${plain}`;
  }
}
