import { dialectOf } from '../../database/dialect.ts';
import { type Embedded, type Embedding, manyRows, oneRow, readEmbedded } from '../../database/embed.ts';
import { visible, within } from '../../database/scope.ts';
import type { Sql } from '../../database/sql.ts';
import { sql } from '../../database/sql-template.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { SelectedField, Selection } from '../selection.ts';
import { keep } from './kept.ts';
import { isStored, propertiesOf, type Rows, rowMapFor, scopeOf } from './things.ts';

/** A field of an object that the statement of the object reads along: a statement less than by itself. */
export interface EmbeddedField extends Embedded {
  /** Keeps what was read with the row. */
  keep(row: object): void;
}

/**
 * The fields of objects of `type` that are read along with them: those that lead to few objects, of which nothing but
 * columns is asked.
 */
export function embeddedFields(
  context: Context,
  type: NodeType,
  selection: Selection | undefined,
): EmbeddedField[] {
  if (type !== 'Todo' || selection === undefined) {
    return [];
  }
  return selection.fields().flatMap((field, index): EmbeddedField[] => {
    const name = `_embedded_${index}`;
    if (field.name === 'list' && asksForColumns(context, 'List', field.selection)) {
      return [listOf(context, field, name)];
    }
    return field.name === 'tags' && asksForColumns(context, 'Tag', field.selection)
      ? [tagsOf(context, field, name)]
      : [];
  });
}

/** Keeps with `rows` what was read along with them. */
export function keepEmbedded(rows: readonly object[], fields: readonly EmbeddedField[]): void {
  for (const field of fields) {
    for (const row of rows) {
      field.keep(row);
    }
  }
}

function asksForColumns({ em }: Context, type: NodeType, selection: Selection | undefined): boolean {
  const rowMap = rowMapFor(em, type);
  return selection?.names.every((name) => name === '__typename' || isStored(rowMap, type, name)) ?? false;
}

function listOf(context: Context, { key, selection }: SelectedField, name: string): EmbeddedField {
  const embedding = embeddingOf(
    context,
    'List',
    selection,
    (table) => sql`"lists"."id" = ${sql.ref(`${table}.list_id`)}`,
  );
  return {
    name,
    expression: (table) => oneRow(embedding, table),
    keep(row) {
      const values = takeJson(row, name);
      keep(row, key, values === null ? null : readEmbedded(embedding, [values])[0]);
    },
  };
}

function tagsOf(context: Context, { key, selection }: SelectedField, name: string): EmbeddedField {
  const embedding = embeddingOf(
    context,
    'Tag',
    selection,
    (table) => sql`"todo_tags"."todo_id" = ${sql.ref(`${table}.id`)}`,
  );
  return {
    name,
    expression: (table) => manyRows(embedding, table, { table: 'todo_tags', own: 'tag_id' }, 'name'),
    keep(row) {
      keep(row, key, readEmbedded(embedding, (takeJson(row, name) ?? []) as unknown[][]));
    },
  };
}

function embeddingOf<Type extends NodeType>(
  context: Context,
  type: Type,
  selection: Selection | undefined,
  belongsTo: (table: string) => Sql,
): Embedding<Rows[Type]> {
  const rowMap = rowMapFor(context.em, type);
  return {
    rowMap,
    properties: propertiesOf(rowMap, type, selection),
    dialect: dialectOf(context.em),
    where: (table) => within(visible(rowMap.table, scopeOf(context)), belongsTo(table)),
  };
}

/** What the row has under `name`: SQLite gives JSON as text, PostgreSQL's driver reads it. */
function takeJson(row: object, name: string): unknown[] | null {
  const value = (row as Record<string, unknown>)[name];
  return (typeof value === 'string' ? JSON.parse(value) : value) as unknown[] | null;
}
