/** The part of better-sqlite3 that is used here: it brings no types. */
declare module 'better-sqlite3' {
  /** A prepared statement. */
  export interface Statement {
    /** Whether it returns rows. */
    reader: boolean;
    run(...parameters: unknown[]): { changes: number; lastInsertRowid: number };
    all(...parameters: unknown[]): Record<string, unknown>[];
    get(...parameters: unknown[]): unknown;
  }

  export default class Database {
    constructor(file: string, options?: { readonly?: boolean; timeout?: number });
    readonly inTransaction: boolean;
    pragma(setting: string): unknown;
    prepare(sql: string): Statement;
    exec(sql: string): void;
    function(
      name: string,
      options: { deterministic: boolean },
      implementation: (...values: unknown[]) => unknown,
    ): void;
    close(): void;
  }
}
