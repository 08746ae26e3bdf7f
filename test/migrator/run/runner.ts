import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { DatabaseLocation } from '../../../src/config.ts';
import type { Orm } from '../../../src/database/orm.ts';
import type { Backfill, Loss } from '../../../src/migrator/dual-migration.ts';
import { DualMigration, dualMigrator } from '../../../src/migrator/index.ts';
import type { DualMigratorOptions } from '../../../src/migrator/options.ts';
import type { TestDatabase } from '../../support/databases.ts';

/** A migrator over some migrations and a database, with what it reported. */
export interface Runner {
  orm: Orm;
  location: DatabaseLocation;
  /** Every line so far. */
  lines: string[];
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Names in the history, in order. */
  history(): Promise<string[]>;
}

/** Opens a migrator on an empty database, or on `location`. */
export async function openRunner(
  database: TestDatabase,
  migrations: Constructor<Migration>[],
  options: DualMigratorOptions & { location?: DatabaseLocation } = {},
): Promise<Runner> {
  const { location = await database.create('empty'), ...settings } = options;
  const lines: string[] = [];
  const orm = await database.open(location, {
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [dualMigrator({ report: (line) => lines.push(line), ...settings })],
    migrations: { migrationsList: migrations, snapshot: false },
  });
  const query = (sql: string) => orm.em.getConnection().execute<Record<string, unknown>[]>(sql);
  return {
    orm,
    location,
    lines,
    query,
    async history() {
      return (await orm.migrator.getExecuted()).map(({ name }) => name);
    },
  };
}

/** What one direction of a migration of the tests does. */
type Direction = (migration: Steps) => void | Promise<void>;

/** The protected methods of a migration, for tests that write one inline. */
export interface Steps {
  both(...statements: string[]): void;
  sqlite(sql: string): void;
  postgresql(sql: string): void;
  rebuild(table: string, ...changes: string[]): void;
  backfill(backfill: Backfill, dialect?: 'sqlite' | 'postgresql'): void;
  loses(loss: Loss): void;
  execute: Migration['execute'];
  getEntityManager: Migration['getEntityManager'];
}

/** A migration class named `name`. */
export function migration(
  name: string,
  up: Direction,
  down: Direction = () => {},
  settings: { transactional?: boolean } = {},
): Constructor<Migration> {
  return class extends DualMigration {
    override name = name;

    override up() {
      return up(this.#steps());
    }

    override down() {
      return down(this.#steps());
    }

    override isTransactional() {
      return settings.transactional ?? true;
    }

    #steps(): Steps {
      return {
        both: (...statements) => {
          for (const sql of statements) {
            this.addSql(sql);
          }
        },
        sqlite: (sql) => this.sqlite(sql),
        postgresql: (sql) => this.postgresql(sql),
        rebuild: (table, ...changes) => this.rebuildSqlite(table, ...changes),
        backfill: (backfill, dialect) => this.backfill(backfill, dialect),
        loses: (loss) => this.loses(loss),
        execute: (...args) => this.execute(...args),
        getEntityManager: () => this.getEntityManager(),
      };
    }
  };
}

/** Lists with todos that go with them: a parent, its children, and rows in both. */
export const createLists = migration(
  'Migration01_create_lists',
  (m) =>
    m.both(
      'create table "lists" ("id" integer primary key, "name" varchar(100) null)',
      'create table "todos" ("id" integer primary key, "title" varchar(100) null, "list_id" integer null references "lists" ("id") on delete cascade)',
      `insert into "lists" ("id", "name") values (1, 'home'), (2, 'work'), (3, null)`,
      `insert into "todos" ("id", "title", "list_id") values (1, 'milk', 1), (2, 'bread', 1), (3, 'report', 2), (4, 'call', null)`,
    ),
  (m) => {
    m.both('drop table "todos"', 'drop table "lists"');
    m.loses({ table: 'todos' });
    m.loses({ table: 'lists' });
  },
);
