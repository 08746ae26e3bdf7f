import type { EntityProperty } from '@mikro-orm/core';
import type { CheckDef, DatabaseTable } from '@mikro-orm/sql';
import { MigrationError } from '../errors.ts';
import type { ColumnSource, DialectModel } from './dialect-model.ts';
import { nullSafe } from './null-safe.ts';
import { byName } from './order.ts';
import { quoteColumn, quoteName } from './quote.ts';
import type { Check } from './schema.ts';
import type { TableContext } from './table.ts';

/**
 * The checks of a table: those the entity declares, those of its enums, and those the dialect needs. Where the name of
 * one that is made here is that of another (`p.enum().check()` gets the same from MikroORM), it gets a number: both stay.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED where the entity gives one name to two different checks.
 */
export function readChecks(
  table: DatabaseTable,
  sources: readonly ColumnSource[],
  { properties, platform, naming, dialect }: TableContext,
): Check[] {
  // MikroORM's own, which leave out enums of numbers and quote SQLite's names with backticks.
  const enumChecks = new Set(
    properties
      .filter((property) => isCheckedEnum(property, dialect))
      .flatMap(({ fieldNames, items = [] }) =>
        fieldNames.map((name) => platform.getEnumCheckConstraintExpression(name, items.map(String))),
      ),
  );
  const checks = new Map<string, Check>();
  for (const check of table.getChecks()) {
    const expression = expressionOf(check);
    if (enumChecks.has(expression)) {
      continue;
    }
    const other = checks.get(check.name)?.expression;
    if (other !== undefined && other !== expression) {
      refuseTwice(table, check.name, other, expression);
    }
    checks.set(check.name, { name: check.name, expression });
  }
  const add = (parts: string[], expression: string) => {
    const names = (number: number): string => {
      const name = naming.indexName(table.name, number === 1 ? parts : [...parts, String(number)], 'check');
      return checks.has(name) ? names(number + 1) : name;
    };
    const name = names(1);
    checks.set(name, { name, expression });
  };
  for (const source of sources) {
    const { column, property } = source;
    if (property !== undefined && isCheckedEnum(property, dialect)) {
      const items = (property.items ?? []).map((item) => dialect.literal(item)).join(', ');
      add([column.name], nullSafe(column, `${quoteColumn(column.name)} in (${items})`));
    }
    for (const rule of dialect.rules(source)) {
      add([column.name, ...rule.suffix], rule.expression);
    }
  }
  return [...checks.values()].sort(byName);
}

/** An enum whose values a check enumerates: neither an array nor of an enum type that the database has. */
export function isCheckedEnum(property: EntityProperty, { hasEnumTypes }: DialectModel): boolean {
  return (
    Boolean(property.enum) &&
    !property.array &&
    !(property.nativeEnumName && hasEnumTypes) &&
    (property.items?.length ?? 0) > 0
  );
}

function expressionOf(check: CheckDef): string {
  if (typeof check.expression !== 'string') {
    throw new TypeError(`The check ${check.name} is no text after MikroORM's discovery.`);
  }
  return check.expression;
}

function refuseTwice(table: DatabaseTable, name: string, one: string, other: string): never {
  throw new MigrationError(
    'CHANGE_NOT_SUPPORTED',
    `The table ${quoteName(table.name)} of the entity model has two checks named ${quoteName(name)}: ` +
      `${one}; ${other}. Give one of them a name of its own, in "checks" of the entity.`,
  );
}
