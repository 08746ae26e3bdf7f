import { oneOf, variable, wholeNumber } from './variable.ts';

/** Where the data lives: an embedded file or a PostgreSQL server. */
export type DatabaseLocation = { dialect: 'sqlite'; path: string } | { dialect: 'postgresql'; url: string };

const POSTGRESQL_URL = 'postgresql://user:password@host:port/database';

/** The database that `text` is an address of; undefined where it is none of PostgreSQL. */
export function parsePostgresqlUrl(
  text: string,
): Extract<DatabaseLocation, { dialect: 'postgresql' }> | undefined {
  const url = /^postgres(ql)?:\/\//.test(text) ? URL.parse(text) : null;
  return url !== null && url.pathname.length > 1 ? { dialect: 'postgresql', url: text } : undefined;
}

function parseDatabaseUrl(text: string): DatabaseLocation | undefined {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1];
  return path === undefined ? parsePostgresqlUrl(text) : { dialect: 'sqlite', path };
}

/** Where the data lives, and for how long. */
export const databaseVariables = {
  /** The database: an embedded SQLite file, or a PostgreSQL server. */
  DATABASE_URL: variable(`sqlite:<path>, sqlite::memory: or ${POSTGRESQL_URL}`, parseDatabaseUrl).prefault(
    'sqlite:data/todo.db',
  ),
  /** A direct connection for migrations and live updates, where DATABASE_URL goes through a pooler. Default: DATABASE_URL. */
  MIGRATION_DATABASE_URL: variable<DatabaseLocation>(POSTGRESQL_URL, parsePostgresqlUrl).optional(),
  /**
   * SQLite: whether each commit waits for the disk. With `normal` it does not, and a power cut or a crash of the system
   * may take the last ones with it; never the end of the process alone.
   */
  SQLITE_SYNCHRONOUS: oneOf('full', 'normal').prefault('full'),
  /** How many days what was deleted can be brought back, before it is removed for good. 0 is for ever. */
  PURGE_AFTER_DAYS: wholeNumber(0, 36_500).prefault('30'),
};
