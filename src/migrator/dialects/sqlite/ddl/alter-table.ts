import type { TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { createIndex } from '../../standard/create-index.ts';
import { changeInPlace } from './in-place.ts';
import { needsRebuild } from './needs-rebuild.ts';
import { rebuildClauses } from './rebuild-clauses.ts';

/**
 * What frees names that other tables may take: those of indexes and triggers are the database's, not the table's. Goes
 * before any table is made or altered.
 */
export function dropNamed({ indexes, triggers }: TableDiff): DdlStep[] {
  return [
    ...triggers.dropped.flatMap(({ drop }) => drop),
    // SQLite cannot rename an index.
    ...[...indexes.dropped.map(({ name }) => name), ...indexes.renamed.map(({ from }) => from)].map(
      (name) => `drop index ${quoteColumn(name)}`,
    ),
  ].map(statement);
}

/** Changes one table, but for what `dropNamed` does: in place where SQLite can, by one rebuild where it cannot. */
export function alterSqliteTable(diff: TableDiff): DdlStep[] {
  const { to, columns, indexes, triggers } = diff;
  const table = quoteName(to.name);
  const renames = columns.renamed.map(
    ({ from, to }) => `alter table ${table} rename column ${quoteColumn(from)} to ${quoteColumn(to)}`,
  );
  const renamedIndexes = to.indexes.filter(({ name }) => indexes.renamed.some(({ to }) => to === name));
  return [
    ...renames.map(statement),
    ...(needsRebuild(diff)
      ? [{ kind: 'rebuild' as const, table: to.name, changes: rebuildClauses(diff) }]
      : changeInPlace(diff)),
    ...[...indexes.added, ...renamedIndexes].map((index) => statement(createIndex(index, to.name))),
    ...triggers.added.flatMap(({ statements }) => statements.map(statement)),
  ];
}
