import { HistoryTable, type Stamp } from '../history/history-table.ts';
import type { Dialect } from '../model/schema.ts';

/** When and by whom a script is applied is known when it is. */
const STAMPS: Record<Dialect, Stamp> = {
  sqlite: {
    executedAt: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
    executedBy: "'migration:sql'",
    duration: 'null',
  },
  postgresql: {
    executedAt: 'current_timestamp',
    executedBy: "session_user || ' (migration:sql)'",
    duration: 'null',
  },
};

/** The history as a script writes it. */
export class ScriptHistory extends HistoryTable {
  readonly #stamp: Stamp;

  constructor(...args: ConstructorParameters<typeof HistoryTable>) {
    super(...args);
    this.#stamp = STAMPS[args[0]];
  }

  protected override stamp(): Stamp {
    return this.#stamp;
  }
}
