import { endToEnd } from '../../../diff/renames/order.ts';
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

/** Changes one table, but for its foreign keys and triggers. */
export function alterPostgresqlTable(diff: TableDiff): DdlStep[] {
  const { from, to, columns, indexes, checks, foreignKeys } = diff;
  const key = keyChanges(diff);
  for (const change of columns.altered) {
    refuseForgetting(to.name, change);
  }
  const remade = columns.altered.filter(regenerates).map((change) => change.to);
  const isGenerated = ({ generated }: Column) => generated !== undefined;
  const dropped = [...columns.dropped, ...remade];
  const added = [...columns.added, ...remade];
  const actions = [
    ...checks.dropped.map(({ name }) => `drop constraint ${quoteColumn(name)}`),
    ...key.before,
    ...columns.renamed.map((names) => rename('column', names)),
    // A generated column goes before, and comes after, the columns that its expression may be made of.
    ...dropped.filter(isGenerated).map(dropColumn),
    ...dropped.filter((column) => !isGenerated(column)).map(dropColumn),
    ...added.filter((column) => !isGenerated(column)).map(addColumn),
    ...columns.altered.filter((change) => !regenerates(change)).flatMap(alterColumn),
    ...added.filter(isGenerated).map(addColumn),
    ...key.after,
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
    ...indexes.dropped.map(({ name }) => statement(`drop index ${quoteColumn(name)}`)),
    ...actions.map((action) => statement(`alter table ${quoteName(to.name)} ${action}`)),
    ...renamedSequences(diff),
    ...columns.altered.filter(startsCounting).map((change) => setCounter(to.name, change.to)),
    ...indexes.renamed.map((names) =>
      statement(`alter index ${quoteColumn(names.from)} rename to ${quoteColumn(names.to)}`),
    ),
    ...indexes.added.map((index) => statement(createIndex(index, to.name))),
    ...(from.comment === to.comment ? [] : [commentOnTable(to)]),
    ...commented.map((column) => commentOnColumn(to.name, column)),
  ];
}

function keyChanges({ primaryKey }: TableDiff): { before: string[]; after: string[] } {
  const { from, to } = primaryKey ?? {};
  if (primaryKey !== undefined && from !== undefined && to !== undefined && isSameKey(primaryKey)) {
    return { before: [], after: [rename('constraint', { from: from.name, to: to.name })] };
  }
  return {
    before: from === undefined ? [] : [`drop constraint ${quoteColumn(from.name)}`],
    after: to === undefined ? [] : [`add ${primaryKeyConstraint(to)}`],
  };
}

function rename(kind: 'column' | 'constraint', { from, to }: Renamed): string {
  return `rename ${kind} ${quoteColumn(from)} to ${quoteColumn(to)}`;
}

function dropColumn({ name }: Column): string {
  return `drop column ${quoteColumn(name)}`;
}

function addColumn(column: Column): string {
  return `add column ${postgresqlColumn(column)}`;
}

/** A sequence keeps the name it got from its table and column; a column made anew would have another. */
function renamedSequences({ previousName, from, to, columns }: TableDiff): DdlStep[] {
  return from.columns
    .filter((column) => column.autoIncrement && to.columns.some(({ name }) => name === column.name))
    .flatMap(({ name }) => {
      const oldColumn = endToEnd(columns.renamed).find((names) => names.to === name)?.from ?? name;
      const before = sequenceName(previousName, oldColumn);
      const after = sequenceName(to.name, name);
      return before === undefined || after === undefined || before === after
        ? []
        : [statement(`alter sequence if exists ${quoteColumn(before)} rename to ${quoteColumn(after)}`)];
    });
}

/** Undefined where the name is so long that PostgreSQL shortens it, each part in turn. */
function sequenceName(table: string, column: string): string | undefined {
  const name = `${table}_${column}_seq`;
  return Buffer.byteLength(name) > 63 ? undefined : name;
}

function startsCounting({ from, to }: { from: Column; to: Column }): boolean {
  return Boolean(to.autoIncrement) && !from.autoIncrement;
}

/** The sequence of a column that had values before goes on behind the greatest; of an empty table, at its start. */
function setCounter(table: string, { name }: Column): DdlStep {
  const sequence = `pg_get_serial_sequence(${quoteString(quoteName(table))}, ${quoteString(name)})`;
  return statement(`select setval(${sequence}, max(${quoteColumn(name)})) from ${quoteName(table)}`);
}
