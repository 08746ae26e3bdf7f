import { compareTables } from '../../../diff/compare-tables.ts';
import { disturb } from '../../../diff/disturb.ts';
import type { SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import { compareViews } from '../../../diff/views.ts';
import { mentions } from '../../../model/identifiers.ts';
import type { ForeignKey, Table } from '../../../model/schema.ts';
import { isSameKey, retypes, rewrites } from './changes.ts';

/**
 * Adds to a diff what PostgreSQL would not let pass: what stands on a column whose type changes, or on a key that goes,
 * is dropped before and made again after (manual, "ALTER TABLE", `SET DATA TYPE` and `DROP CONSTRAINT`).
 */
export function withDependents(diff: SchemaDiff): SchemaDiff {
  const { from, to, tables } = diff;
  const diffs = to.tables.flatMap((table): TableDiff[] => {
    const known = tables.altered.find((altered) => altered.to.name === table.name);
    const state = from.tables.find(({ name }) => name === table.name);
    return known !== undefined ? [known] : state === undefined ? [] : [unchanged(state, table)];
  });
  const retyped = new Map(
    diffs.map(({ to, columns }) => [
      to.name,
      columns.altered.filter(retypes).map((change) => change.to.name),
    ]),
  );
  const keyless = new Set(diffs.filter(losesKey).map(({ to: { name } }) => name));
  const standsOn = (sql: string, table: string) =>
    (retyped.get(table) ?? []).some((column) => mentions(sql, column));
  // Where the rows stay as they are, PostgreSQL takes the key over by itself, and looks at no row for it.
  const rewritten = new Map(
    diffs.map(({ to, columns }) => [
      to.name,
      columns.altered.filter(rewrites).map((change) => change.to.name),
    ]),
  );
  const isShaken = (table: string, key: ForeignKey) =>
    keyless.has(key.referencedTable) ||
    key.columns.some((column) => rewritten.get(table)?.includes(column)) ||
    key.referencedColumns.some((column) => rewritten.get(key.referencedTable)?.includes(column));
  const altered = diffs.map((table): TableDiff => {
    const { name } = table.to;
    const { columns } = table;
    const remade = table.to.columns.filter(
      (column) =>
        column.generated !== undefined &&
        standsOn(column.generated.expression, name) &&
        !columns.added.some((added) => added.name === column.name),
    );
    const triggers = table.to.triggers.filter(
      (trigger) => !table.triggers.added.includes(trigger) && standsOn(trigger.statements.join(), name),
    );
    return {
      ...table,
      columns: {
        ...columns,
        added: [...columns.added, ...remade],
        dropped: [...columns.dropped, ...remade],
        altered: columns.altered.filter((change) => !remade.some(({ name }) => name === change.to.name)),
      },
      indexes: disturb(table.indexes, table.to.indexes, (index) =>
        [index.where, index.statement, ...index.parts.filter((part) => !/^"[^"]*"/.test(part))].some(
          (sql) => sql !== undefined && standsOn(sql, name),
        ),
      ),
      checks: disturb(table.checks, table.to.checks, ({ expression }) => standsOn(expression, name)),
      foreignKeys: disturb(table.foreignKeys, table.to.foreignKeys, (key) => isShaken(name, key)),
      triggers: {
        added: [...table.triggers.added, ...triggers],
        dropped: [...table.triggers.dropped, ...triggers],
      },
    };
  });
  const views = compareViews(from, to, { ...tables, altered });
  return { ...diff, tables: { ...tables, altered }, views };
}

function unchanged(from: Table, to: Table): TableDiff {
  return compareTables(from, to, [], to.name) ?? emptyDiff(from, to);
}

function emptyDiff(from: Table, to: Table): TableDiff {
  const lists = () => ({ added: [], dropped: [], renamed: [] });
  return {
    previousName: to.name,
    from,
    to,
    columns: { ...lists(), altered: [] },
    primaryKey: undefined,
    indexes: lists(),
    checks: lists(),
    foreignKeys: lists(),
    triggers: lists(),
  };
}

/** Whether a key goes that a foreign key of another table may stand on. */
function losesKey({ primaryKey, indexes }: TableDiff): boolean {
  return (primaryKey !== undefined && !isSameKey(primaryKey)) || indexes.dropped.some(({ unique }) => unique);
}
