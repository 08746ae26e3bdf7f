import { createHash } from 'node:crypto';
import { UnderscoreNamingStrategy } from '@mikro-orm/core';

/** PostgreSQL cuts identifiers at 63 bytes (manual, "Lexical Structure"); longer names would collide silently. */
const MAX_IDENTIFIER_BYTES = 63;

const PREFIX = {
  primary: 'pk',
  index: 'ix',
  unique: 'uq',
  foreign: 'fk',
  check: 'ck',
  sequence: 'sq',
  default: 'df',
} as const;

/**
 * Names of constraints and indexes, the same on every database, so that diffs stay quiet:
 * `pk_<table>`, `ix_<table>_<column>…`, `uq_<table>_<column>…`, `fk_<table>_<column>…_<referred table>`,
 * `ck_<table>_<rule>`.
 */
export class NamingStrategy extends UnderscoreNamingStrategy {
  override indexName(tableName: string, columns: string[], type: keyof typeof PREFIX): string {
    const table = tableName.slice(tableName.indexOf('.') + 1);
    const parts = type === 'primary' ? [] : columns.map((column) => column.replaceAll('.', '_'));
    return shortenIdentifier([PREFIX[type], table, ...parts].join('_'));
  }

  /** Asked by the migrator: MikroORM's `indexName` does not get to know the table that a foreign key refers to. */
  foreignKeyName(tableName: string, columns: string[], referencedTable: string): string {
    return this.indexName(tableName, [...columns, referencedTable], 'foreign');
  }
}

/** Returns `name` unchanged up to 63 bytes, else its beginning and a hash of the whole: the same input gives the same name. */
export function shortenIdentifier(name: string): string {
  if (Buffer.byteLength(name) <= MAX_IDENTIFIER_BYTES) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const characters = [...name];
  while (Buffer.byteLength(characters.join('')) > MAX_IDENTIFIER_BYTES - hash.length - 1) {
    characters.pop();
  }
  return `${characters.join('')}_${hash}`;
}
