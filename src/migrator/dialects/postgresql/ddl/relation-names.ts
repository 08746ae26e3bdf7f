import { endToEnd, inSequence } from '../../../diff/renames/order.ts';
import type { Renamed, TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { isSameKey } from './changes.ts';

/** A name to change, and the statement that changes it. */
interface NamedRelation extends Renamed {
  sql(names: Renamed): string;
}

/**
 * What frees names that other tables may take: primary keys and indexes are relations, whose names are the schema's and
 * not the table's (manual, "CREATE INDEX"). Goes before any table is made or altered, after foreign keys are dropped.
 */
export function dropRelations({ to, primaryKey, indexes }: TableDiff): DdlStep[] {
  const key = primaryKey === undefined || isSameKey(primaryKey) ? undefined : primaryKey.from;
  return [
    ...indexes.dropped.map(({ name }) => statement(`drop index ${quoteColumn(name)}`)),
    ...(key === undefined
      ? []
      : [statement(`alter table ${quoteName(to.name)} drop constraint ${quoteColumn(key.name)}`)]),
  ];
}

/** Renames the primary keys, indexes and sequences of all tables, each to a name that is free by then. */
export function renameRelations(diffs: readonly TableDiff[]): DdlStep[] {
  const renamed = diffs.flatMap((diff) => [
    ...renamedKey(diff),
    ...renamedIndexes(diff),
    ...renamedSequences(diff),
  ]);
  const byName = new Map(renamed.map((relation) => [relation.from, relation]));
  return inSequence(renamed.map(({ from, to }) => ({ from, to }))).flatMap((names) => {
    const relation = byName.get(names.from);
    if (relation === undefined) {
      return [];
    }
    byName.set(names.to, relation); // Where it goes aside first, it goes on from there.
    return [statement(relation.sql(names))];
  });
}

function renamedKey({ to, primaryKey }: TableDiff): NamedRelation[] {
  if (primaryKey?.from === undefined || primaryKey.to === undefined || !isSameKey(primaryKey)) {
    return [];
  }
  const sql = (names: Renamed) =>
    `alter table ${quoteName(to.name)} rename constraint ${quoteColumn(names.from)} to ${quoteColumn(names.to)}`;
  return [{ from: primaryKey.from.name, to: primaryKey.to.name, sql }];
}

function renamedIndexes({ indexes }: TableDiff): NamedRelation[] {
  const sql = ({ from, to }: Renamed) => `alter index ${quoteColumn(from)} rename to ${quoteColumn(to)}`;
  return indexes.renamed.map(({ from, to }) => ({ from, to, sql }));
}

/** A sequence keeps the name it got from its table and column; a column made anew would have another. */
function renamedSequences({ previousName, from, to, columns }: TableDiff): NamedRelation[] {
  const sql = (names: Renamed) =>
    `alter sequence if exists ${quoteColumn(names.from)} rename to ${quoteColumn(names.to)}`;
  return from.columns
    .filter((column) => column.autoIncrement && to.columns.some(({ name }) => name === column.name))
    .flatMap(({ name }) => {
      const oldColumn = endToEnd(columns.renamed).find((names) => names.to === name)?.from ?? name;
      const before = sequenceName(previousName, oldColumn);
      const after = sequenceName(to.name, name);
      return before === undefined || after === undefined || before === after
        ? []
        : [{ from: before, to: after, sql }];
    });
}

/** Undefined where the name is so long that PostgreSQL shortens it, each part in turn. */
function sequenceName(table: string, column: string): string | undefined {
  const name = `${table}_${column}_seq`;
  return Buffer.byteLength(name) > 63 ? undefined : name;
}
