import type { SchemaDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { foreignKeyConstraint } from '../../standard/constraint.ts';
import { createView, dropView } from '../../standard/views.ts';
import { alterPostgresqlTable, dropDependents } from './alter-table.ts';
import { createPostgresqlTable } from './create-table.ts';
import { alterEnum, createEnum, dropEnum } from './enum.ts';

/** What to do on PostgreSQL: nothing is dropped before what depends on it, or made before what it depends on. */
export function planPostgresql({ namespaces, enums, tables, views }: SchemaDiff): DdlStep[] {
  return [
    ...views.dropped.map(dropView),
    ...[...tables.altered.flatMap(dropDependents)].map(statement),
    ...tables.dropped.flatMap((table) =>
      table.foreignKeys.map(({ name }) =>
        statement(`alter table ${quoteName(table.name)} drop constraint ${quoteColumn(name)}`),
      ),
    ),
    ...tables.dropped.flatMap((table) => [
      ...table.triggers.flatMap(({ drop }) => drop.map(statement)),
      statement(`drop table ${quoteName(table.name)}`),
    ]),
    ...namespaces.added.map((name) => statement(`create schema ${quoteName(name)}`)),
    ...enums.added.map(createEnum),
    ...enums.altered.flatMap((change) => alterEnum(change, tables.altered)),
    ...tables.renamed.map(({ from, to }) =>
      statement(`alter table ${quoteName(from)} rename to ${quoteColumn(to.slice(to.lastIndexOf('.') + 1))}`),
    ),
    ...tables.added.flatMap(createPostgresqlTable),
    ...tables.altered.flatMap(alterPostgresqlTable),
    ...[
      ...tables.added.map((table) => ({ table, keys: table.foreignKeys })),
      ...tables.altered.map(({ to, foreignKeys }) => ({ table: to, keys: foreignKeys.added })),
    ].flatMap(({ table, keys }) =>
      keys.map((key) => statement(`alter table ${quoteName(table.name)} add ${foreignKeyConstraint(key)}`)),
    ),
    ...[
      ...tables.added.map(({ triggers }) => triggers),
      ...tables.altered.map(({ triggers }) => triggers.added),
    ].flatMap((triggers) => triggers.flatMap(({ statements }) => statements.map(statement))),
    ...views.added.flatMap(createView),
    ...enums.dropped.map(dropEnum),
    ...namespaces.dropped.map((name) => statement(`drop schema ${quoteName(name)}`)),
  ];
}
