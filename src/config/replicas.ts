import { type DatabaseLocation, parsePostgresqlUrl } from './database.ts';
import { variable, wholeNumber } from './variable.ts';

/** The address of a PostgreSQL database. */
export type PostgresqlLocation = Extract<DatabaseLocation, { dialect: 'postgresql' }>;

function parseReplicaUrls(text: string): PostgresqlLocation[] | undefined {
  const locations = text.split(',').map((part) => parsePostgresqlUrl(part.trim()));
  return locations.every((location) => location !== undefined) ? locations : undefined;
}

/** Who else may answer what is only read. */
export const replicaVariables = {
  /** Streaming replicas of DATABASE_URL that queries may be read from. Each address leads to one server. Default: none. */
  DATABASE_REPLICA_URLS: variable(
    'postgresql://user:password@host:port/database, several separated by commas',
    parseReplicaUrls,
  ).default(() => []),
  /** How old what a replica knows may be, in milliseconds, before it is left out until it has caught up. */
  DATABASE_REPLICA_MAX_LAG_MS: wholeNumber(200, 600_000).prefault('5000'),
};
