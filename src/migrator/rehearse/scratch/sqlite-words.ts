import { foldName, unquoteIdentifier } from '../../dialects/sqlite/sql/identifier.ts';
import { tokenizeMeaning } from '../../dialects/sqlite/sql/tokenizer.ts';
import { withoutParentheses } from '../../model/parentheses.ts';
import type { Index, Schema } from '../../model/schema.ts';

/**
 * The same schema with every fragment of SQL in one way of writing. SQLite keeps the text of a statement, and rewrites
 * some of it when something is renamed: two databases may say the same with other blanks, quotes and case.
 */
export function inOneWriting(schema: Schema): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      columns: table.columns.map(({ default: value, generated, type, ...column }) => ({
        ...column,
        type: rewrite(type),
        ...(value !== undefined && { default: rewrite(value) }),
        ...(generated && { generated: { ...generated, expression: rewrite(generated.expression) } }),
      })),
      indexes: table.indexes.map(rewriteIndex),
      checks: table.checks.map((check) => ({ ...check, expression: rewrite(check.expression) })),
      triggers: table.triggers.map((trigger) => ({
        ...trigger,
        statements: trigger.statements.map(rewrite),
      })),
    })),
    views: schema.views.map((view) => ({ ...view, definition: rewrite(view.definition) })),
  };
}

function rewriteIndex({ where, statement, ...index }: Index): Index {
  return {
    ...index,
    parts: index.parts.map(rewrite),
    ...(where !== undefined && { where: rewrite(where) }),
    ...(statement !== undefined && { statement: rewrite(statement) }),
  };
}

/** Strings and numbers stay as they are; text that cannot be read stays whole. */
function rewrite(sql: string): string {
  try {
    return tokenizeMeaning(withoutParentheses(sql))
      .map(({ kind, text }) =>
        kind === 'word' || kind === 'quoted' ? foldName(unquoteIdentifier(text)) : text,
      )
      .filter((text) => text !== ';')
      .join(' ');
  } catch {
    return sql;
  }
}
