import { hostname, userInfo } from 'node:os';
import type { MigrationsOptions } from '@mikro-orm/core';
import { MigrationStorage } from '@mikro-orm/migrations';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { quoteName, quoteString } from '../model/quote.ts';
import type { Dialect } from '../model/schema.ts';
import type { Execute } from '../run/execute.ts';
import type { Session } from '../run/migration-database.ts';
import { withoutExtension } from '../run/migration-file.ts';
import { markUnfinished, parseUnfinished, type Unfinished } from './unfinished.ts';

/** A row of the history. */
export interface HistoryRow {
  id: number;
  name: string;
  executedAt: Date;
  /** This and the next two are undefined for a migration that MikroORM's own migrator applied. */
  checksum: string | undefined;
  /** How long it took, in milliseconds. */
  duration: number | undefined;
  /** Who applied it: `user@host`. */
  executedBy: string | undefined;
}

/** What the table says. */
export interface History {
  /** In the order of application. */
  applied: HistoryRow[];
  /** At most one, but where somebody wrote into the table. */
  unfinished: Unfinished[];
}

/** When, by whom, and in how many milliseconds; SQL expressions. */
export interface Stamp {
  executedAt: string;
  executedBy: string;
  duration: string;
}

/** Our columns beside those of MikroORM, which does not mind them. */
const COLUMNS = [
  ['checksum', 'varchar(255)'],
  ['duration_ms', 'integer'],
  ['executed_by', 'varchar(255)'],
  ['steps_done', 'integer'],
  ['position', 'text'],
] as const;

/** The table in which MikroORM keeps what has been applied, `mikro_orm_migrations`, with columns of our own. */
export class HistoryTable {
  /** With its schema, unquoted. */
  readonly name: string;
  readonly #dialect: Dialect;
  readonly #options: MigrationsOptions;
  readonly #schema: string | undefined;

  /** @param schema The schema of this run, where `up({ schema })` gave one. */
  constructor(dialect: Dialect, options: MigrationsOptions, driver: AbstractSqlDriver, schema?: string) {
    this.#dialect = dialect;
    this.#options = options;
    this.#schema = schema;
    const storage = new MigrationStorage(driver, options);
    storage.setRunSchema(schema);
    const { tableName, schemaName } = storage.getTableName();
    this.name = schemaName === undefined || dialect === 'sqlite' ? tableName : `${schemaName}.${tableName}`;
  }

  /** Creates the table as MikroORM does, and adds what it lacks: also to the table of a project that adopts this migrator. */
  async ensure(session: Session, driver: AbstractSqlDriver): Promise<void> {
    const storage = new MigrationStorage(driver, this.#options);
    storage.setRunSchema(this.#schema);
    if (session.context !== undefined) {
      storage.setMasterMigration(session.context);
    }
    await session.guard(`create table ${quoteName(this.name)}`, () => storage.ensureTable());
    const present = await this.#columns(session.execute);
    for (const [column, type] of COLUMNS) {
      if (!present.has(column)) {
        await session.execute(`alter table ${quoteName(this.name)} add column "${column}" ${type} null`);
      }
    }
  }

  /** Reads all of it. A table that does not exist, or is MikroORM's own, is read as it is. */
  async read(execute: Execute): Promise<History> {
    const present = await this.#columns(execute);
    const rows =
      present.size === 0 ? [] : await execute(`select * from ${quoteName(this.name)} order by "id"`);
    const history: History = { applied: [], unfinished: [] };
    for (const row of rows) {
      const name = withoutExtension(String(row.name));
      const checksum = typeof row.checksum === 'string' ? row.checksum : undefined;
      const begun = parseUnfinished(name);
      if (begun === undefined) {
        history.applied.push({
          id: Number(row.id),
          name,
          executedAt: readDate(row.executed_at),
          checksum,
          duration: typeof row.duration_ms === 'number' ? row.duration_ms : undefined,
          executedBy: typeof row.executed_by === 'string' ? row.executed_by : undefined,
        });
      } else {
        history.unfinished.push({
          ...begun,
          stepsDone: Number(row.steps_done),
          checksum,
          position: typeof row.position === 'string' ? row.position : undefined,
        });
      }
    }
    return history;
  }

  /** How far an interrupted run of one direction of `name` got. */
  async readUnfinished(
    execute: Execute,
    name: string,
    direction: 'up' | 'down',
  ): Promise<Unfinished | undefined> {
    const { unfinished } = await this.read(execute);
    return unfinished.find((entry) => entry.name === name && entry.direction === direction);
  }

  /** Writes how far a migration got that runs outside a transaction. */
  async noteUnfinished(execute: Execute, note: Unfinished): Promise<void> {
    await this.removeUnfinished(execute, note.name, note.direction);
    const { executedAt, executedBy } = this.stamp();
    const values = [
      quoteString(markUnfinished(note.name, note.direction)),
      executedAt,
      note.checksum === undefined ? 'null' : quoteString(note.checksum),
      executedBy,
      String(note.stepsDone),
      note.position === undefined ? 'null' : quoteString(note.position),
    ];
    await execute(
      `insert into ${quoteName(this.name)} ("name", "executed_at", "checksum", "executed_by", "steps_done", "position") values (${values.join(', ')})`,
    );
  }

  async removeUnfinished(execute: Execute, name: string, direction: 'up' | 'down'): Promise<void> {
    await this.remove(execute, markUnfinished(name, direction));
  }

  /** Writes that `name` is applied. */
  async add(
    execute: Execute,
    row: { name: string; checksum: string | undefined; duration: number },
  ): Promise<void> {
    const { executedAt, executedBy, duration } = this.stamp(row.duration);
    const values = [
      quoteString(row.name),
      executedAt,
      row.checksum === undefined ? 'null' : quoteString(row.checksum),
      duration,
      executedBy,
    ];
    await execute(
      `insert into ${quoteName(this.name)} ("name", "executed_at", "checksum", "duration_ms", "executed_by") values (${values.join(', ')})`,
    );
  }

  /** Writes the checksum of a row that has none. */
  async setChecksum(execute: Execute, name: string, checksum: string): Promise<void> {
    const names = spellings(name);
    await execute(
      `update ${quoteName(this.name)} set "checksum" = ${quoteString(checksum)} where "name" in (${names}) and "checksum" is null`,
    );
  }

  /** Deletes the row of `name`. */
  async remove(execute: Execute, name: string): Promise<void> {
    await execute(`delete from ${quoteName(this.name)} where "name" in (${spellings(name)})`);
  }

  /** What a row says of the run, as SQL. */
  protected stamp(duration = 0): Stamp {
    return {
      executedAt: quoteString(new Date().toISOString()),
      executedBy: quoteString(executor()),
      duration: String(Math.round(duration)),
    };
  }

  async #columns(execute: Execute): Promise<Set<string>> {
    const rows = await execute(
      this.#dialect === 'sqlite'
        ? `select name from pragma_table_info(${quoteString(this.name)})`
        : `select attname as name from pg_attribute where attrelid = to_regclass(${quoteString(quoteName(this.name))}) and attnum > 0 and not attisdropped`,
    );
    return new Set(rows.map(({ name }) => String(name)));
  }
}

/** The names under which the row of a migration may be found: MikroORM wrote file extensions into some. */
function spellings(name: string): string {
  return [name, `${name}.js`, `${name}.ts`].map(quoteString).join(', ');
}

/** SQLite's `current_timestamp`, which MikroORM wrote, is UTC without saying so. */
function readDate(value: unknown): Date {
  if (value instanceof Date || typeof value === 'number') {
    return new Date(value);
  }
  const text = String(value);
  return new Date(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text,
  );
}

function executor(): string {
  let user: string;
  try {
    user = userInfo().username;
  } catch {
    // A user id without a name, as in some containers.
    user = String(process.getuid?.() ?? 'unknown');
  }
  return `${user}@${hostname()}`.slice(0, 255);
}
