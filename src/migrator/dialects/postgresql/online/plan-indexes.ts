import type { SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import type { Index } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { createIndex } from '../../standard/create-index.ts';
import { NEW, temporaryName } from './temporary-name.ts';

const CREATE = /^(\s*create\s+(?:unique\s+)?index)(?!\s+concurrently\b)/i;

/**
 * Changes indexes of tables that stay in use (manual, "Building Indexes Concurrently"), for statements outside
 * transactions. New ones are there before old ones go, unless they need their names; unique ones come first, because
 * rows may stand against them.
 */
export function planIndexes({ tables }: SchemaDiff): DdlStep[] {
  const dropped = tables.altered.flatMap(goneIndexes);
  const added = tables.altered
    .flatMap(newIndexes)
    .toSorted((a, b) => Number(b.index.unique) - Number(a.index.unique));
  const takesName = added.some(({ index }) => dropped.some(({ name }) => name === index.name));
  const drops = dropped.map(dropIndex);
  return [
    ...(takesName ? drops : []),
    ...added.flatMap(({ table, index, replaces }) =>
      replaces ? replaceIndex(table, index) : [buildIndex(table, index)],
    ),
    ...(takesName ? [] : drops),
  ];
}

/** An index, and the table that it is on. */
interface Built {
  table: string;
  index: Index;
  /** Whether it takes the place of one of its name. */
  replaces: boolean;
}

function newIndexes({ to, indexes }: TableDiff): Built[] {
  return indexes.added.map((index) => ({
    table: to.name,
    index,
    replaces: indexes.dropped.some((other) => canReplace(index, other)),
  }));
}

function goneIndexes({ to, indexes }: TableDiff): { table: string; name: string }[] {
  return indexes.dropped
    .filter((index) => !indexes.added.some((other) => canReplace(other, index)))
    .map(({ name }) => ({ table: to.name, name }));
}

/** A statement that the entity gives verbatim has its name in it: there is no building it under another. */
function canReplace(index: Index, other: Index): boolean {
  return index.name === other.name && index.statement === undefined && other.statement === undefined;
}

function buildIndex(table: string, index: Index): DdlStep {
  return statement(createIndex(index, table).replace(CREATE, '$1 concurrently'));
}

/** The old index serves queries until the new one is built. */
function replaceIndex(table: string, index: Index): DdlStep[] {
  const name = temporaryName(index.name, NEW);
  return [
    buildIndex(table, { ...index, name }),
    dropIndex({ table, name: index.name }),
    statement(`alter index ${indexName(table, name)} rename to ${quoteColumn(index.name)}`),
  ];
}

function dropIndex({ table, name }: { table: string; name: string }): DdlStep {
  return statement(`drop index concurrently ${indexName(table, name)}`);
}

/** An index lies in the schema of its table. */
function indexName(table: string, name: string): string {
  const schema = table.includes('.') ? `${quoteName(table.slice(0, table.lastIndexOf('.')))}.` : '';
  return `${schema}${quoteColumn(name)}`;
}
