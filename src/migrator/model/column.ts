import { readDefault } from './default.ts';
import type { ColumnSource, DialectModel } from './dialect-model.ts';
import { readGenerated } from './generated.ts';
import type { Column } from './schema.ts';

const IDENTITY = /^by default as identity$/i;

/** One column of the entity model in the words of one dialect. */
export function readColumn(source: ColumnSource, dialect: DialectModel): Column {
  const { column } = source;
  const isIdentity = column.generated !== undefined && IDENTITY.test(column.generated);
  const result: Column = {
    name: column.name,
    type: dialect.type(source),
    nullable: column.nullable ?? false,
  };
  const value = readDefault(source, dialect);
  if (value !== undefined) {
    result.default = value;
  }
  if (isIdentity || (column.autoincrement && column.generated === undefined)) {
    result.autoIncrement = true;
  }
  if (column.generated !== undefined && !isIdentity) {
    result.generated = readGenerated(column.generated, dialect.storesGenerated);
  }
  if (column.collation !== undefined) {
    result.collation = column.collation;
  }
  if (column.comment && dialect.hasComments) {
    result.comment = column.comment;
  }
  const ignored = column.ignoreSchemaChanges?.filter((aspect) => aspect !== 'extra');
  if (ignored !== undefined && ignored.length > 0) {
    result.ignoreChanges = ignored;
  }
  return result;
}
