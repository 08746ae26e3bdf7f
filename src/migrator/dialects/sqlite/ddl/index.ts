import type { SchemaDiff } from '../../../diff/schema-diff.ts';
import { quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { renameTable } from '../../standard/rename-table.ts';
import { createView, dropView } from '../../standard/views.ts';
import { alterSqliteTable, dropNamed } from './alter-table.ts';
import { createSqliteTable } from './create-table.ts';
import { guardTypes } from './guard.ts';
import { dropForeignKeys, withoutObstacles } from './obstacles.ts';

/**
 * What to do on SQLite. The runner turns foreign keys off while it does it, and checks them before commit: the order
 * of tables does not matter.
 */
export function planSqlite({ tables, views }: SchemaDiff, all: readonly SchemaDiff[] = []): DdlStep[] {
  const altered = tables.altered.map((diff) => withoutObstacles(diff, tables.altered));
  return [
    ...views.dropped.map(dropView),
    ...tables.dropped.map(({ name }) => statement(`drop table ${quoteName(name)}`)),
    ...tables.renamed.map(renameTable),
    ...altered.flatMap(dropForeignKeys),
    ...altered.map(({ diff }) => diff).flatMap(dropNamed),
    ...tables.added.flatMap(createSqliteTable),
    ...altered.map(({ diff }) => diff).flatMap(alterSqliteTable),
    ...all.filter(({ dialect }) => dialect !== 'sqlite').flatMap(guardTypes),
    ...views.added.flatMap(createView),
  ];
}
