/** One statement of a script. */
export interface ScriptStatement {
  /** Whose it is; null for the history table itself. */
  migration: string | null;
  /** Without a semicolon at the end. */
  sql: string;
  /** Statements of one transaction have the same number; null for one that stands alone. */
  transaction: number | null;
}

/** Statements that only read. Of a migration's own statements none counts as one: `select setval(…)`. */
const READS = /^\s*(select\b(?!\s+set_config\b)|pragma\s+[\w.]+\s*(\(.*\))?\s*;?\s*$)/i;
/** A write that changes nothing: the migrator begins its transactions on SQLite with it, to lock the file for writing. */
const WRITE_LOCK = /^\s*delete\s+from\s+main\.\S+\s+where\s+0\s*$/i;

/**
 * Keeps the statements that a connection carries out, as far as they have an effect in the end: what was rolled back,
 * to a savepoint or altogether, is forgotten, and what only reads.
 */
export class Recorder {
  readonly #kept: ScriptStatement[] = [];
  #savepoints: { name: string; length: number }[] = [];
  #open: { number: number; length: number } | undefined;
  #transactions = 0;
  /** Whose statements come. */
  migration: string | null = null;
  /** Whether they are written in the migration, and not made by the migrator. */
  own = false;
  /** Off while only the state that a script starts from is being made. */
  on = true;
  /** Is asked for statements that have to stand at the end of each transaction. */
  beforeCommit: () => string[] = () => [];

  get statements(): readonly ScriptStatement[] {
    return this.#kept;
  }

  see(sql: string): void {
    if (!this.on || this.#control(sql)) {
      return;
    }
    if (this.own || !(READS.test(sql) || WRITE_LOCK.test(sql))) {
      this.#keep(sql);
    }
  }

  /** Keeps a statement that cannot be in the transaction at hand: it comes before that. */
  keepAlone(sql: string): void {
    const at = this.#open?.length ?? this.#kept.length;
    this.#kept.splice(at, 0, { migration: this.migration, sql: trim(sql), transaction: null });
    if (this.#open !== undefined) {
      this.#open.length++;
    }
  }

  #keep(sql: string): void {
    this.#kept.push({
      migration: this.migration,
      sql: trim(sql),
      transaction: this.#open?.number ?? null,
    });
  }

  /** Carries out what a statement means for the others. */
  #control(sql: string): boolean {
    const [, verb, name = ''] =
      /^\s*(begin|commit|rollback to|rollback|savepoint|release)\b(?:\s+savepoint\b)?\s*([^;]*?)[\s;]*$/i.exec(
        sql,
      ) ?? [];
    switch (verb?.toLowerCase()) {
      case 'begin':
        this.#open = { number: this.#transactions++, length: this.#kept.length };
        return true;
      case 'commit':
        for (const last of this.#open === undefined ? [] : this.beforeCommit()) {
          this.#keep(last);
        }
        this.#open = undefined;
        return true;
      case 'rollback':
        this.#kept.length = this.#open?.length ?? this.#kept.length;
        this.#open = undefined;
        this.#savepoints = [];
        return true;
      case 'savepoint':
        this.#savepoints.push({ name, length: this.#kept.length });
        return true;
      case 'rollback to': {
        const savepoint = this.#savepoints.findLast((candidate) => candidate.name === name);
        this.#kept.length = savepoint?.length ?? this.#kept.length;
        return true;
      }
      case 'release':
        this.#savepoints.length = Math.max(
          0,
          this.#savepoints.findLastIndex((candidate) => candidate.name === name),
        );
        return true;
      default:
        return false;
    }
  }
}

function trim(sql: string): string {
  return sql.trim().replace(/[\s;]+$/, '');
}
