import type { AbstractSqlPlatform, IndexDef } from '@mikro-orm/sql';
import type { DialectModel } from './dialect-model.ts';
import { quoteColumn } from './quote.ts';
import type { Index } from './schema.ts';

/**
 * An index of the entity model. A unique constraint becomes a unique index: the two are the same to a query,
 * and an index can be made, renamed and dropped alike on every database.
 */
export function readIndex(index: IndexDef, platform: AbstractSqlPlatform, dialect: DialectModel): Index {
  const result: Index = { name: index.keyName, unique: index.unique, parts: [] };
  if (index.expression !== undefined) {
    return { ...result, statement: index.expression };
  }
  result.parts = readParts(index, platform, dialect);
  if (index.where !== undefined) {
    result.where = index.where.replaceAll('`', '"');
  }
  if (dialect.hasIndexOptions) {
    addPostgresOptions(result, index);
  }
  return result;
}

function readParts(index: IndexDef, platform: AbstractSqlPlatform, dialect: DialectModel): string[] {
  if (index.type === 'fulltext' && dialect.hasIndexOptions) {
    return [`to_tsvector('simple', ${index.columnNames.map(quoteColumn).join(" || ' ' || ")})`];
  }
  if (index.columnNames.some((column) => column.includes('.'))) {
    return platform.getJsonIndexDefinition(index).map((part) => part.replaceAll('`', '"'));
  }
  return index.columnNames.map((name) => {
    const options = index.columns?.find((column) => column.name === name);
    const words = [quoteColumn(name)];
    if (options?.collation !== undefined) {
      words.push(`collate ${quoteColumn(options.collation)}`);
    }
    if (options?.sort !== undefined) {
      words.push(options.sort.toLowerCase());
    }
    // SQLite has no placement of nulls in an index; it only orders, so that results stay the same.
    if (options?.nulls !== undefined && dialect.hasIndexOptions) {
      words.push(`nulls ${options.nulls.toLowerCase()}`);
    }
    return words.join(' ');
  });
}

/** SQLite has one kind of index; what these add there is speed, never a different result. */
function addPostgresOptions(result: Index, index: IndexDef): void {
  const method =
    index.type === 'fulltext' ? 'gin' : typeof index.type === 'string' ? index.type.toLowerCase() : '';
  if (method !== '' && method !== 'btree') {
    result.method = method;
  }
  if (index.include !== undefined && index.include.length > 0) {
    result.include = index.include;
  }
  if (index.fillFactor !== undefined) {
    result.storage = `fillfactor = ${index.fillFactor}`;
  }
}
