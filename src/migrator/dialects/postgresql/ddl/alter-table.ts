import type { Renamed, TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName, quoteString } from '../../../model/quote.ts';
import type { Column } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { checkConstraint, primaryKeyConstraint } from '../../standard/constraint.ts';
import { createIndex } from '../../standard/create-index.ts';
import { alterColumn } from './alter-column.ts';
import { isSameKey, refuseForgetting, regenerates } from './changes.ts';
import { dependsOnTimeZone } from './conversion.ts';
import { commentOnColumn, commentOnTable, postgresqlColumn } from './create-table.ts';

/** What goes before any table changes: what other changes would stumble over. Names are those before renames. */
export function dropDependents({ previousName, foreignKeys, triggers }: TableDiff): string[] {
  return [
    ...triggers.dropped.flatMap(({ drop }) => drop),
    ...foreignKeys.dropped.map(
      ({ name }) => `alter table ${quoteName(previousName)} drop constraint ${quoteColumn(name)}`,
    ),
  ];
}

/** Changes one table, but for its foreign keys and triggers, and for what `dropRelations` and `renameRelations` do. */
export function alterPostgresqlTable(diff: TableDiff): DdlStep[] {
  const { from, to, columns, indexes, checks, foreignKeys, filledLater = [] } = diff;
  const addColumn = (column: Column) =>
    filledLater.includes(column.name) ? addUnfilled(column) : [`add column ${postgresqlColumn(column)}`];
  const key = isNewKey(diff) ? diff.primaryKey?.to : undefined;
  for (const change of columns.altered) {
    refuseForgetting(to.name, change);
  }
  const remade = columns.altered.filter(regenerates).map((change) => change.to);
  const isGenerated = ({ generated }: Column) => generated !== undefined;
  const dropped = [...columns.dropped, ...remade];
  const added = [...columns.added, ...remade];
  const actions = [
    ...checks.dropped.map(({ name }) => `drop constraint ${quoteColumn(name)}`),
    ...columns.renamed.map((names) => rename('column', names)),
    // A generated column goes before, and comes after, the columns that its expression may be made of.
    ...dropped.filter(isGenerated).map(dropColumn),
    ...dropped.filter((column) => !isGenerated(column)).map(dropColumn),
    ...added.filter((column) => !isGenerated(column)).flatMap(addColumn),
    ...columns.altered.filter((change) => !regenerates(change)).flatMap(alterColumn),
    ...added.filter(isGenerated).flatMap(addColumn),
    ...(key === undefined ? [] : [`add ${primaryKeyConstraint(key)}`]),
    ...[...checks.renamed, ...foreignKeys.renamed].map((names) => rename('constraint', names)),
    ...checks.added.map((check) => `add ${checkConstraint(check)}`),
  ];
  const commented = [
    ...added.filter(({ comment }) => comment !== undefined),
    ...columns.altered
      .filter((change) => change.from.comment !== change.to.comment)
      .map((change) => change.to),
  ];
  const converts = columns.altered.some((change) => dependsOnTimeZone(change.from, change.to));
  return [
    ...(converts ? [statement("set local time zone 'UTC'")] : []),
    ...actions.map((action) => statement(`alter table ${quoteName(to.name)} ${action}`)),
    ...columns.altered.filter(startsCounting).map((change) => setCounter(to.name, change.to)),
    ...indexes.added.map((index) => statement(createIndex(index, to.name))),
    ...(from.comment === to.comment ? [] : [commentOnTable(to)]),
    ...commented.map((column) => commentOnColumn(to.name, column)),
  ];
}

function isNewKey({ primaryKey }: TableDiff): boolean {
  return primaryKey !== undefined && !isSameKey(primaryKey);
}

function rename(kind: 'column' | 'constraint', { from, to }: Renamed): string {
  return `rename ${kind} ${quoteColumn(from)} to ${quoteColumn(to)}`;
}

function dropColumn({ name }: Column): string {
  return `drop column ${quoteColumn(name)}`;
}

/** A default that is set afterwards is for new rows: none that exists is written. */
function addUnfilled(column: Column): string[] {
  const { default: value, ...bare } = column;
  return [
    `add column ${postgresqlColumn(bare)}`,
    `alter column ${quoteColumn(column.name)} set default ${value}`,
  ];
}

function startsCounting({ from, to }: { from: Column; to: Column }): boolean {
  return Boolean(to.autoIncrement) && !from.autoIncrement;
}

/** The sequence of a column that had values before goes on behind the greatest; of an empty table, at its start. */
function setCounter(table: string, { name }: Column): DdlStep {
  const sequence = `pg_get_serial_sequence(${quoteString(quoteName(table))}, ${quoteString(name)})`;
  return statement(`select setval(${sequence}, max(${quoteColumn(name)})) from ${quoteName(table)}`);
}
