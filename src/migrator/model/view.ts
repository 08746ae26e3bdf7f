import type { AbstractSqlPlatform, DatabaseView } from '@mikro-orm/sql';
import type { DialectModel } from './dialect-model.ts';
import { readIndex } from './index-definition.ts';
import { byName } from './order.ts';
import type { View } from './schema.ts';
import { qualifiedName } from './table-name.ts';

/** A view of the entity model. On SQLite a materialized view is a plain one: the same rows, always fresh. */
export function readView(view: DatabaseView, platform: AbstractSqlPlatform, dialect: DialectModel): View {
  const materialized = Boolean(view.materialized) && dialect.hasMaterializedViews;
  return {
    name: qualifiedName(view.name, view.schema, dialect),
    materialized,
    definition: view.definition.trim().replace(/;+$/, ''),
    indexes: materialized
      ? (view.indexes ?? []).map((index) => readIndex(index, platform, dialect)).sort(byName)
      : [],
    ...(materialized && view.withData === false && { withNoData: true }),
  };
}
