import type { Altered, TableDiff } from '../../../diff/schema-diff.ts';
import { isEqual } from '../../../model/equal.ts';
import { quoteColumn } from '../../../model/quote.ts';
import type { Column } from '../../../model/schema.ts';
import { columnDefinition, generatedClause } from '../../standard/column.ts';
import { checkConstraint, foreignKeyConstraint, primaryKeyConstraint } from '../../standard/constraint.ts';
import { addedChecks } from './needs-rebuild.ts';

/** The clauses of `rebuildSqlite`, in an order in which each finds what it needs. */
export function rebuildClauses(diff: TableDiff): string[] {
  const { to, columns, primaryKey, checks, foreignKeys } = diff;
  const renamed = (lists: { renamed: { to: string }[] }) => (item: { name: string }) =>
    lists.renamed.some((rename) => rename.to === item.name);
  const grows = (column: Column) => Boolean(column.autoIncrement);
  return [
    ...[...checks.dropped, ...foreignKeys.dropped].map(({ name }) => `drop constraint ${quoteColumn(name)}`),
    ...[...checks.renamed, ...foreignKeys.renamed].map(({ from }) => `drop constraint ${quoteColumn(from)}`),
    ...(primaryKey?.from === undefined ? [] : ['drop primary key']),
    ...columns.dropped.map(({ name }) => `drop column ${quoteColumn(name)}`),
    ...columns.added.map((column) => `add column ${columnDefinition(column)}`),
    ...columns.altered.flatMap(alterations),
    ...(primaryKey?.to === undefined ? [] : [`add ${primaryKeyConstraint(primaryKey.to)}`]),
    // Dropping a primary key drops this mark with it.
    ...to.columns
      .filter(
        (column) => grows(column) && (primaryKey !== undefined || !diff.from.columns.some(isSame(column))),
      )
      .map(({ name }) => `alter column ${quoteColumn(name)} set autoincrement`),
    ...addedChecks(diff).map((check) => `add ${checkConstraint(check)}`),
    ...[...foreignKeys.added, ...to.foreignKeys.filter(renamed(foreignKeys))].map(
      (key) => `add ${foreignKeyConstraint(key)}`,
    ),
  ];
}

function isSame(column: Column): (other: Column) => boolean {
  return ({ name, autoIncrement }) =>
    name === column.name && Boolean(autoIncrement) === Boolean(column.autoIncrement);
}

function alterations({ from, to }: Altered<Column>): string[] {
  const column = `alter column ${quoteColumn(to.name)}`;
  const clauses: string[] = [];
  if (from.autoIncrement && !to.autoIncrement) {
    clauses.push('drop autoincrement');
  }
  if (from.generated !== undefined && !isEqual(from.generated, to.generated)) {
    clauses.push('drop generated');
  }
  if (from.type !== to.type) {
    clauses.push(`type ${to.type}`);
  }
  if (from.collation !== to.collation) {
    clauses.push(to.collation === undefined ? 'drop collate' : `set collate ${quoteColumn(to.collation)}`);
  }
  if (from.default !== to.default) {
    clauses.push(to.default === undefined ? 'drop default' : `set default ${to.default}`);
  }
  if (from.nullable !== to.nullable) {
    clauses.push(to.nullable ? 'drop not null' : 'set not null');
  }
  if (to.generated !== undefined && !isEqual(from.generated, to.generated)) {
    clauses.push(`set ${generatedClause(to.generated)}`);
  }
  return clauses.map((clause) => `${column} ${clause}`);
}
