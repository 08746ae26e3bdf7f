import type { Dialect } from './dialect.ts';
import type { DatabaseValue, RowMap } from './row-map.ts';
import type { OwnedCondition } from './scope.ts';
import { ordered, type Sql } from './sql.ts';
import { sql } from './sql-template.ts';

/** Something that a statement reads along with each row: of other tables, as JSON. */
export interface Embedded {
  /** The name that it is selected under. */
  name: string;
  /** It, of the row of `table`, which may be an alias. */
  expression(table: string): Sql;
}

/** Which rows of other tables are read along, and what of them. */
export interface Embedding<Entity> {
  rowMap: RowMap<Entity>;
  properties: readonly (keyof Entity & string)[];
  dialect: Dialect;
  /** Which rows belong to the row of `table`. */
  where(table: string): OwnedCondition;
}

/** The one row that belongs to a row, as a JSON array of its values; null where there is none. */
export function oneRow<Entity>(embedding: Embedding<Entity>, table: string): Sql {
  const { rowMap, where } = embedding;
  return sql`(select ${valuesOf(embedding)} from ${sql.ref(rowMap.table)} where ${where(table)})`;
}

/**
 * The rows that `pairs` lead to from a row, ordered by `by` and their id, as a JSON array of such arrays.
 *
 * @param pairs A table that has a row for each pair that belongs together; `own` is the id of the row that it leads to.
 */
export function manyRows<Entity>(
  embedding: Embedding<Entity>,
  table: string,
  pairs: { table: string; own: string },
  by: keyof Entity & string,
): Sql {
  const { rowMap, where, dialect } = embedding;
  const key = rowMap.column(by);
  const order = sql`order by ${ordered({ ...key, name: `${rowMap.table}.${key.name}` }, dialect)}, ${sql.ref(`${rowMap.table}.id`)}`;
  const all =
    dialect === 'sqlite'
      ? sql`json_group_array(${valuesOf(embedding)} ${order})`
      : sql`coalesce(json_agg(${valuesOf(embedding)} ${order}), '[]')`;
  // SQLite then goes through the pairs and looks up each row, instead of looking up the pairs for each row.
  const join = dialect === 'sqlite' ? sql`cross join` : sql`join`;
  return sql`(select ${all} from ${sql.ref(pairs.table)} ${join} ${sql.ref(rowMap.table)} on ${sql.ref(`${rowMap.table}.id`)} = ${sql.ref(`${pairs.table}.${pairs.own}`)} where ${where(table)})`;
}

function valuesOf<Entity>({ rowMap, properties, dialect }: Embedding<Entity>): Sql {
  const columns = properties.map((property) => sql.ref(`${rowMap.table}.${rowMap.column(property).name}`));
  return dialect === 'sqlite'
    ? sql`json_array(${sql.join(columns)})`
    : sql`json_build_array(${sql.join(columns)})`;
}

/** The rows whose values `arrays` has, as the read path has them. */
export function readEmbedded<Entity extends object>(
  { rowMap, properties }: Pick<Embedding<Entity>, 'rowMap' | 'properties'>,
  arrays: readonly DatabaseValue[][],
): Entity[] {
  const rows = arrays.map((values) => {
    const row: Record<string, DatabaseValue> = {};
    properties.forEach((property, index) => {
      row[property] = values[index];
    });
    return row;
  });
  return rowMap.read(rows, properties);
}
