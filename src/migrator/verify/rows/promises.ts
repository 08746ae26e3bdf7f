import type { Dialect, ForeignKey } from '../../model/schema.ts';
import type { Execute } from '../../run/execute.ts';

/** A key that a row already refers to, under a deferrable foreign key, and that the next row of its table must get. */
export interface Promised {
  table: string;
  values: ReadonlyMap<string, string>;
}

/** What is owed to foreign keys that are checked at the end. */
export interface Promises {
  /** Promises a row with that key, and lets the database wait for it. */
  make(key: ForeignKey, values: readonly string[]): Promise<void>;
  /** The key that the next row of a table must get. */
  next(table: string): Promised | undefined;
  keep(promised: Promised): void;
  /** Whether everything that was promised is there. The database checks from now on at once again. */
  areKept(): Promise<boolean>;
}

export function openPromises(execute: Execute, dialect: Dialect): Promises {
  let owed: Promised[] = [];
  let isDeferred = false;
  return {
    async make({ referencedTable, referencedColumns }, values) {
      if (!isDeferred) {
        // SQLite resets it at the end of the transaction (SQLite manual, "PRAGMA defer_foreign_keys").
        await execute(
          dialect === 'sqlite' ? 'pragma defer_foreign_keys = on' : 'set constraints all deferred',
        );
        isDeferred = true;
      }
      const pairs = referencedColumns.map((column, index) => [column, values[index] ?? 'null'] as const);
      owed.push({ table: referencedTable, values: new Map(pairs) });
    },
    next: (table) => owed.find((promised) => promised.table === table),
    keep(promised) {
      owed = owed.filter((other) => other !== promised);
    },
    async areKept() {
      if (owed.length === 0 && isDeferred && dialect === 'postgresql') {
        await execute('set constraints all immediate');
      }
      return owed.length === 0;
    },
  };
}
