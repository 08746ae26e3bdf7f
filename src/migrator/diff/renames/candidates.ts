import type { Column, Schema, Table } from '../../model/schema.ts';
import { compareSchemas } from '../compare-schemas.ts';
import type { Renames } from './renames.ts';

/** Something that is gone, and what of the new it may have become. */
export interface Candidates {
  /** The table that a column is in, by its new name; undefined for a table. */
  table: string | undefined;
  from: string;
  to: string[];
}

/** Types between which a rename is as likely as not, by their first word. */
const FAMILIES = [
  ['text', 'varchar', 'char', 'character', 'bpchar', 'citext'],
  ['smallint', 'int', 'integer', 'bigint', 'tinyint', 'mediumint'],
  ['numeric', 'decimal', 'real', 'float', 'double'],
  ['timestamp', 'timestamptz', 'datetime'],
  ['json', 'jsonb'],
];

/**
 * What may have been renamed on one dialect, beyond `renames`: tables first, since columns can only be compared when
 * it is known which table is which.
 */
export function findCandidates(from: Schema, to: Schema, renames: Renames): Candidates[] {
  const { tables } = compareSchemas(from, to, renames);
  const found = tables.dropped.map((table) => ({
    table: undefined,
    from: table.name,
    to: tables.added.filter((other) => areAlike(table, other)).map(({ name }) => name),
  }));
  const ofColumns = tables.altered.flatMap(({ to: { name }, columns }) =>
    columns.dropped.map((column) => ({
      table: name,
      from: column.name,
      to: columns.added.filter((other) => areCompatible(column, other)).map((other) => other.name),
    })),
  );
  return [...found, ...ofColumns].filter((candidates) => candidates.to.length > 0);
}

/** Whether at least half of the columns of either table are in the other. */
function areAlike(a: Table, b: Table): boolean {
  const common = a.columns.filter((column) =>
    b.columns.some((other) => other.name === column.name && areCompatible(column, other)),
  );
  return common.length * 2 >= Math.max(a.columns.length, b.columns.length);
}

function areCompatible(a: Column, b: Column): boolean {
  return family(a.type) === family(b.type) && (a.generated === undefined) === (b.generated === undefined);
}

function family(type: string): string {
  const word = /^\w+/.exec(type.toLowerCase())?.[0] ?? type;
  return FAMILIES.find((family) => family.includes(word))?.[0] ?? type;
}
