import type { TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn } from '../../../model/quote.ts';
import type { ForeignKey } from '../../../model/schema.ts';
import type { DdlStep } from '../../ddl-step.ts';

/** A change of a table, and the foreign keys of it that another table's change would stumble over. */
export interface ClearedDiff {
  diff: TableDiff;
  obstacles: ForeignKey[];
}

/** Takes out of a change the foreign keys that go before any table changes: those to columns that other tables drop. */
export function withoutObstacles(diff: TableDiff, all: readonly TableDiff[]): ClearedDiff {
  const obstacles = diff.foreignKeys.dropped.filter((key) =>
    all.some(
      (other) =>
        other !== diff &&
        other.from.name === key.referencedTable &&
        (other.primaryKey !== undefined ||
          other.columns.dropped.some(({ name }) => key.referencedColumns.includes(name))),
    ),
  );
  const dropped = diff.foreignKeys.dropped.filter((key) => !obstacles.includes(key));
  return { diff: { ...diff, foreignKeys: { ...diff.foreignKeys, dropped } }, obstacles };
}

/** Drops the obstacles of one table. */
export function dropForeignKeys({ diff, obstacles }: ClearedDiff): DdlStep[] {
  const changes = obstacles.map(({ name }) => `drop constraint ${quoteColumn(name)}`);
  return changes.length === 0 ? [] : [{ kind: 'rebuild', table: diff.to.name, changes }];
}
