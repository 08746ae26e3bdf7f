import type { TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { createIndex } from '../../standard/create-index.ts';
import { changeInPlace } from './in-place.ts';
import { needsRebuild } from './needs-rebuild.ts';
import { rebuildClauses } from './rebuild-clauses.ts';

/** Changes one table: in place where SQLite can, by one rebuild where it cannot. */
export function alterSqliteTable(diff: TableDiff): DdlStep[] {
  const { to, columns, indexes, triggers } = diff;
  const table = quoteName(to.name);
  const drops = [
    ...triggers.dropped.flatMap(({ drop }) => drop),
    // SQLite cannot rename an index.
    ...[...indexes.dropped.map(({ name }) => name), ...indexes.renamed.map(({ from }) => from)].map(
      (name) => `drop index ${quoteColumn(name)}`,
    ),
  ];
  const renames = columns.renamed.map(
    ({ from, to }) => `alter table ${table} rename column ${quoteColumn(from)} to ${quoteColumn(to)}`,
  );
  const renamedIndexes = to.indexes.filter(({ name }) => indexes.renamed.some(({ to }) => to === name));
  return [
    ...drops.map(statement),
    ...renames.map(statement),
    ...(needsRebuild(diff)
      ? [{ kind: 'rebuild' as const, table: to.name, changes: rebuildClauses(diff) }]
      : changeInPlace(diff)),
    ...[...indexes.added, ...renamedIndexes].map((index) => statement(createIndex(index, to.name))),
    ...triggers.added.flatMap(({ statements }) => statements.map(statement)),
  ];
}
