import { quoteColumn, quoteColumns, quoteName } from '../../model/quote.ts';
import type { Check, ForeignKey, PrimaryKey } from '../../model/schema.ts';

/** `constraint "pk_todos" primary key ("id")` */
export function primaryKeyConstraint({ name, columns }: PrimaryKey): string {
  return `constraint ${quoteColumn(name)} primary key ${quoteColumns(columns)}`;
}

/** `constraint "ck_todos_title_length" check (length("title") <= 200)` */
export function checkConstraint({ name, expression }: Check): string {
  return `constraint ${quoteColumn(name)} check (${expression})`;
}

/** `constraint "fk_…" foreign key ("list_id") references "lists" ("id") on delete cascade` */
export function foreignKeyConstraint(key: ForeignKey): string {
  return [
    `constraint ${quoteColumn(key.name)} foreign key ${quoteColumns(key.columns)}`,
    `references ${quoteName(key.referencedTable)} ${quoteColumns(key.referencedColumns)}`,
    key.onUpdate === undefined ? '' : `on update ${key.onUpdate}`,
    key.onDelete === undefined ? '' : `on delete ${key.onDelete}`,
    key.deferrable === undefined ? '' : `deferrable initially ${key.deferrable}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}
