import { retypedColumns } from '../../../diff/retyped.ts';
import type { SchemaDiff } from '../../../diff/schema-diff.ts';
import { nullSafe } from '../../../model/null-safe.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { checkConstraint } from '../../standard/constraint.ts';

/** What the values of types look like that SQLite has no name for, so that MikroORM gives a wider one. */
const LOOKS: Record<string, (column: string) => string> = {
  boolean: (column) => `${column} in (0, 1)`,
  uuid: (column) =>
    `(${column} glob '????????-????-????-????-????????????' and ${column} not glob '*[^0-9a-fA-F-]*')`,
};

/**
 * Statements that fail where rows do not fit the type that a column gets by `other`, the same change on a database
 * that has it: a check is added, which SQLite tries on every row, and dropped again.
 */
export function guardTypes(other: SchemaDiff): DdlStep[] {
  return retypedColumns(other).flatMap(({ table, column }) => {
    const look = LOOKS[column.type];
    if (look === undefined) {
      return [];
    }
    const name = `ck_${table}_${column.name}_fits`;
    const expression = nullSafe(column, look(quoteColumn(column.name)));
    return [`add ${checkConstraint({ name, expression })}`, `drop constraint ${quoteColumn(name)}`].map(
      (action) => statement(`alter table ${quoteName(table)} ${action}`),
    );
  });
}
