import type { EntityProperty, NamingStrategy } from '@mikro-orm/core';
import type { CheckDef, DatabaseTable } from '@mikro-orm/sql';
import type { ColumnSource, DialectModel } from './dialect-model.ts';
import { nullSafe } from './null-safe.ts';
import { byName } from './order.ts';
import { quoteColumn } from './quote.ts';
import type { Check } from './schema.ts';

/** The checks of a table: those the entity declares, those of its enums, and those the dialect needs. */
export function readChecks(
  table: DatabaseTable,
  sources: readonly ColumnSource[],
  naming: NamingStrategy,
  dialect: DialectModel,
): Check[] {
  const name = (parts: string[]) => naming.indexName(table.name, parts, 'check');
  const checks = new Map<string, Check>();
  const add = (check: Check) => checks.set(check.name, check);
  for (const check of table.getChecks()) {
    add({ name: check.name, expression: expressionOf(check) });
  }
  for (const source of sources) {
    const { column, property } = source;
    if (property !== undefined && isCheckedEnum(property, dialect)) {
      // In the place of MikroORM's, which leaves out enums of numbers and quotes SQLite's names with backticks.
      const items = (property.items ?? []).map((item) => dialect.literal(item)).join(', ');
      add({
        name: name([column.name]),
        expression: nullSafe(column, `${quoteColumn(column.name)} in (${items})`),
      });
    }
    for (const rule of dialect.rules(source)) {
      add({ name: name([column.name, ...rule.suffix]), expression: rule.expression });
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
