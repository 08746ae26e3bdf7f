import type { ColumnDefinition } from '../../dialects/sqlite/sql/create-table.ts';
import { parseColumn } from '../../dialects/sqlite/sql/parse-column.ts';
import { TokenCursor } from '../../dialects/sqlite/sql/token-cursor.ts';
import { MigrationError } from '../../errors.ts';
import type { Draft } from '../finding.ts';
import type { LintedDirection } from '../migration.ts';

/** A column that `alter table … add column` adds on SQLite. */
export interface AddedColumn {
  table: string;
  column: ColumnDefinition;
  /** As it is written. */
  text: string;
  line: number;
}

/** Asks about every column that a direction adds on SQLite by `alter table`, to a table that was there. */
export function findAddedColumns(
  { dialect, statements = [] }: LintedDirection,
  judge: (added: AddedColumn) => string | undefined,
): Draft[] {
  if (dialect !== 'sqlite') {
    return [];
  }
  return statements.flatMap(({ step, actions, sql, line, created }) => {
    const action = actions[0];
    if (step.kind !== 'sql' || action?.kind !== 'add column' || created.has(action.table)) {
      return [];
    }
    const read = readColumn(sql);
    const reason = read && judge({ ...read, table: action.table, line });
    return read === undefined || reason === undefined
      ? []
      : [
          {
            line,
            reason,
            alternative: `this.rebuildSqlite('${action.table}', 'add column ${read.text}');`,
            link: 'https://www.sqlite.org/lang_altertable.html#alter_table_add_column',
          },
        ];
  });
}

function readColumn(sql: string): Pick<AddedColumn, 'column' | 'text'> | undefined {
  try {
    const cursor = new TokenCursor(sql);
    while (!cursor.takeWords('add')) {
      cursor.take();
    }
    cursor.takeWords('column');
    const start = cursor.position;
    const column = parseColumn(cursor, start);
    return { column, text: cursor.textFrom(start).replace(/\s+/g, ' ') };
  } catch (error) {
    if (error instanceof MigrationError) {
      return undefined;
    }
    throw error;
  }
}
