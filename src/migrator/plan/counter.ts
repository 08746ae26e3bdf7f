import { quoteColumn, quoteName, quoteString } from '../model/quote.ts';
import type { Dialect } from '../model/schema.ts';
import type { Execute, Row } from '../run/execute.ts';

/** How many there are. */
export interface Count {
  n: number;
  /** False for an estimate from the statistics of the database. */
  exact: boolean;
}

/** A bigger PostgreSQL table is not read to count it, in bytes. */
const SMALL = 8 * 1024 * 1024;

/** Counts rows and values of tables: small ones exactly, big ones as the last `analyze` found them. */
export class Counter {
  readonly #dialect: Dialect;
  readonly #execute: Execute;
  readonly #known = new Map<string, Promise<Count | undefined>>();

  /** @param execute On PostgreSQL within a transaction, which an error leaves usable. */
  constructor(dialect: Dialect, execute: Execute) {
    this.#dialect = dialect;
    this.#execute = execute;
  }

  /** Undefined where there is no such table, or nothing is known of its size. */
  rows(table: string): Promise<Count | undefined> {
    return this.#once(table, async () => {
      const estimate = await this.#estimate(table);
      return estimate === 'small' ? this.#exactly(`select count(*) as n from ${quoteName(table)}`) : estimate;
    });
  }

  /** The values of a column that are not null. */
  values(table: string, column: string): Promise<Count | undefined> {
    return this.#once(`${table} ${column}`, async () => {
      const estimate = await this.#estimate(table);
      if (estimate === 'small') {
        // In double quotes SQLite takes a name that is none for a text.
        const name = `${quoteName(table)}.${quoteColumn(column)}`;
        return this.#exactly(`select count(${name}) as n from ${quoteName(table)}`);
      }
      const share = estimate === undefined ? undefined : await this.#shareOfValues(table, column);
      return estimate === undefined || share === undefined
        ? undefined
        : { n: Math.round(estimate.n * share), exact: false };
    });
  }

  #once(key: string, count: () => Promise<Count | undefined>): Promise<Count | undefined> {
    const known = this.#known.get(key) ?? count();
    this.#known.set(key, known);
    return known;
  }

  async #estimate(table: string): Promise<Count | 'small' | undefined> {
    if (this.#dialect === 'sqlite') {
      return 'small';
    }
    const [row] = await this.#execute(`
      select sum(c.reltuples) as n, bool_and(c.reltuples >= 0) as analyzed, sum(pg_relation_size(c.oid)) as size
        from pg_partition_tree(to_regclass(${quoteString(quoteName(table))})) as p
        join pg_class as c on c.oid = p.relid and p.isleaf`);
    const [plain] = await this.#execute(`
      select reltuples as n, reltuples >= 0 as analyzed, pg_relation_size(oid) as size
        from pg_class where oid = to_regclass(${quoteString(quoteName(table))})`);
    const found = row?.size === null ? plain : row;
    if (found === undefined) {
      return undefined;
    }
    if (Number(found.size) <= SMALL) {
      return 'small';
    }
    return found.analyzed === true ? { n: Math.round(Number(found.n)), exact: false } : undefined;
  }

  async #shareOfValues(table: string, column: string): Promise<number | undefined> {
    const [row] = await this.#execute(`
      select null_frac from pg_stats
       where (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass = to_regclass(${quoteString(quoteName(table))})
         and attname = ${quoteString(column)}`);
    return row === undefined ? undefined : 1 - Number(row.null_frac);
  }

  /** Undefined where it cannot be counted: a table or column that is not there yet, or may not be read. */
  async #exactly(sql: string): Promise<Count | undefined> {
    const rows = await this.#try(sql);
    return rows === undefined ? undefined : { n: Number(rows[0]?.n), exact: true };
  }

  async #try(sql: string): Promise<Row[] | undefined> {
    if (this.#dialect === 'sqlite') {
      return this.#execute(sql).catch(() => undefined);
    }
    await this.#execute('savepoint counting');
    try {
      return await this.#execute(sql);
    } catch {
      await this.#execute('rollback to savepoint counting');
      return undefined;
    }
  }
}
