import type { TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { checkConstraint, primaryKeyConstraint } from '../../standard/constraint.ts';
import { createIndex } from '../../standard/create-index.ts';
import { alterColumn } from './alter-column.ts';
import { commentOnColumn, commentOnTable, postgresqlColumn } from './create-table.ts';

/** What goes before any table changes: what other changes would stumble over. Names are those before renames. */
export function dropDependents({ from, foreignKeys, triggers }: TableDiff): string[] {
  return [
    ...triggers.dropped.flatMap(({ drop }) => drop),
    ...foreignKeys.dropped.map(
      ({ name }) => `alter table ${quoteName(from.name)} drop constraint ${quoteColumn(name)}`,
    ),
  ];
}

/** Changes one table, but for its foreign keys and triggers. */
export function alterPostgresqlTable(diff: TableDiff): DdlStep[] {
  const { from, to, columns, primaryKey, indexes, checks, foreignKeys } = diff;
  const alter = `alter table ${quoteName(to.name)}`;
  const dot = to.name.lastIndexOf('.');
  const namespace = dot < 0 ? '' : `${quoteName(to.name.slice(0, dot))}.`;
  const rename = (kind: string) => (names: { from: string; to: string }) =>
    `${alter} rename ${kind} ${quoteColumn(names.from)} to ${quoteColumn(names.to)}`;
  const statements = [
    ...indexes.dropped.map(({ name }) => `drop index ${namespace}${quoteColumn(name)}`),
    ...checks.dropped.map(({ name }) => `${alter} drop constraint ${quoteColumn(name)}`),
    ...(primaryKey?.from === undefined
      ? []
      : [`${alter} drop constraint ${quoteColumn(primaryKey.from.name)}`]),
    ...columns.renamed.map(rename('column')),
    ...columns.dropped.map(({ name }) => `${alter} drop column ${quoteColumn(name)}`),
    ...columns.added.map((column) => `${alter} add column ${postgresqlColumn(column)}`),
    ...columns.altered.flatMap((change) => alterColumn(to.name, change)),
    ...(primaryKey?.to === undefined ? [] : [`${alter} add ${primaryKeyConstraint(primaryKey.to)}`]),
    ...[...checks.renamed, ...foreignKeys.renamed].map(rename('constraint')),
    ...indexes.renamed.map(
      (names) => `alter index ${namespace}${quoteColumn(names.from)} rename to ${quoteColumn(names.to)}`,
    ),
    ...checks.added.map((check) => `${alter} add ${checkConstraint(check)}`),
    ...indexes.added.map((index) => createIndex(index, to.name)),
  ];
  return [
    ...statements.map(statement),
    ...(from.comment === to.comment ? [] : [commentOnTable(to)]),
    ...columns.added
      .filter(({ comment }) => comment !== undefined)
      .map((column) => commentOnColumn(to.name, column)),
    ...columns.altered
      .filter((change) => change.from.comment !== change.to.comment)
      .map((change) => commentOnColumn(to.name, change.to)),
  ];
}
