import type { AbstractSqlDriver, Options, SqlEntityManager } from '@mikro-orm/sql';
import { SqlMikroORM } from '@mikro-orm/sql';
import { MigrationError } from '../errors.ts';
import type { Dialect } from './schema.ts';

/** What of a configuration decides the schema; the rest is about connecting and running. */
const SCHEMA_OPTIONS = [
  'baseDir',
  'discovery',
  'embeddables',
  'entities',
  'entitiesTs',
  'filters',
  'forceUtcTimezone',
  'metadataProvider',
  'namingStrategy',
  'preferTs',
  'routines',
  'schemaGenerator',
  'validateRequired',
] as const;

/**
 * An entity manager over the entities of `em` as `dialect` would have them. It is never connected: MikroORM opens a
 * connection with the first query, and nobody asks one here.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED when an entity has what the dialect has not.
 */
export async function openOffline(em: SqlEntityManager, dialect: Dialect): Promise<SqlEntityManager> {
  const settings = em.config.getAll();
  const options = Object.fromEntries(SCHEMA_OPTIONS.map((key) => [key, settings[key]]));
  const orm = await init({
    ...(options as Partial<Options<AbstractSqlDriver>>),
    driver: await loadDriver(dialect),
    dbName: dialect === 'sqlite' ? ':memory:' : 'offline',
    metadataCache: { enabled: false },
    ensureDatabase: false,
    debug: false,
  });
  return orm.em;

  /** MikroORM refuses while it reads the entities what a database cannot do at all. */
  async function init(offline: Options<AbstractSqlDriver>): Promise<SqlMikroORM> {
    try {
      return await SqlMikroORM.init<AbstractSqlDriver>(offline);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new MigrationError(
        'CHANGE_NOT_SUPPORTED',
        `MikroORM does not take the entities for ${dialect}: ${reason} ` +
          'A history for several databases holds what each of them can do; remove it from the entity.',
        { cause },
      );
    }
  }
}

async function loadDriver(dialect: Dialect): Promise<Options<AbstractSqlDriver>['driver']> {
  return dialect === 'sqlite'
    ? (await import('@mikro-orm/sqlite')).SqliteDriver
    : (await import('@mikro-orm/postgresql')).PostgreSqlDriver;
}
