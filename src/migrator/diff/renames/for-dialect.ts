import type { Dialect } from '../../model/schema.ts';
import type { Renames } from './renames.ts';

/** The renames in the words of one dialect: SQLite has no schemas. */
export function renamesFor(dialect: Dialect, renames: Renames): Renames {
  if (dialect === 'postgresql') {
    return renames;
  }
  const own = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  return {
    tables: renames.tables
      .map(({ from, to }) => ({ from: own(from), to: own(to) }))
      .filter(({ from, to }) => from !== to),
    columns: renames.columns.map((rename) => ({ ...rename, table: own(rename.table) })),
  };
}
