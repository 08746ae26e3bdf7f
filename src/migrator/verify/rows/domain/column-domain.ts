import type { Column, Schema, Table } from '../../../model/schema.ts';
import { readCheckHints } from './check-hints.ts';
import { postgresqlDomain } from './postgresql.ts';
import { sqliteDomain } from './sqlite.ts';
import { narrower, shorter, type ValueDomain } from './value-domain.ts';

/**
 * What values a column may get: those of its type, of the same column on the other database where that is known, and
 * within the lengths and lists of both tables' checks.
 *
 * @param counterpart The schema of the other database.
 */
export function columnDomain(
  schema: Schema,
  table: Table,
  column: Column,
  counterpart: Schema | undefined,
): ValueDomain {
  const own = typeDomain(schema, column);
  const otherTable = counterpart?.tables.find(({ name }) => name === table.name);
  const otherColumn = otherTable?.columns.find(({ name }) => name === column.name);
  if (counterpart === undefined || otherTable === undefined || otherColumn === undefined) {
    return withinChecks(own, table, column);
  }
  const other = typeDomain(counterpart, otherColumn);
  const both = schema.dialect === 'sqlite' ? narrower(own, other) : narrower(other, own);
  return withinChecks(withinChecks(both, table, column), otherTable, otherColumn);
}

function typeDomain({ dialect, enums }: Schema, { type }: Column): ValueDomain {
  return dialect === 'sqlite' ? sqliteDomain(type) : postgresqlDomain(type, enums);
}

function withinChecks(domain: ValueDomain, table: Table, { name }: Column): ValueDomain {
  const { items, length } = readCheckHints(table, name);
  if (items !== undefined && items.length > 0 && ['text', 'integer'].includes(domain.kind)) {
    return { kind: 'enum', items };
  }
  return domain.kind === 'text' ? { kind: 'text', length: shorter(domain.length, length) } : domain;
}
