import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import { authenticationVariables } from './config/authentication.ts';
import { type DatabaseLocation, databaseVariables } from './config/database.ts';
import { ConfigurationError } from './config/error.ts';
import { limitVariables } from './config/limits.ts';
import { operatingVariables } from './config/operating.ts';
import { postgresqlVariables } from './config/postgresql.ts';
import { replicaVariables } from './config/replicas.ts';
import { servingVariables } from './config/serving.ts';

export type { DatabaseLocation } from './config/database.ts';
export { ConfigurationError, maskSecrets } from './config/error.ts';
export type { TrustedProxies } from './config/trusted-proxies.ts';

/** Every environment variable that the product reads. The README's "Configuration" repeats these lines. */
const environment = z.object({
  ...authenticationVariables,
  ...databaseVariables,
  ...postgresqlVariables,
  ...replicaVariables,
  ...servingVariables,
  ...limitVariables,
  ...operatingVariables,
});

/** The names of all variables, those without a default too. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/** What never reaches a message, not even masked. */
const SECRETS = new Set(['AUTH_SECRET', 'METRICS_TOKEN']);

/** The configuration of the process, with every default filled in. */
export interface Config extends z.infer<typeof environment> {
  MIGRATION_DATABASE_URL: DatabaseLocation;
  LOG_LEVEL: NonNullable<z.infer<typeof environment>['LOG_LEVEL']>;
  EXPLORER: 'true' | 'false';
}

/**
 * Checks every variable and fills in the defaults. An empty variable counts as absent.
 *
 * @throws ConfigurationError naming the first wrong variable.
 */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    const name = String(issue?.path[0]);
    const value = SECRETS.has(name) ? '***' : (given[name] ?? '');
    throw new ConfigurationError(name, value, issue?.message ?? 'another value');
  }
  const config = result.data;
  if (config.DATABASE_URL.dialect === 'sqlite' && given.MIGRATION_DATABASE_URL !== undefined) {
    throw new ConfigurationError(
      'MIGRATION_DATABASE_URL',
      given.MIGRATION_DATABASE_URL,
      'absent where DATABASE_URL is an SQLite file, or a second address of the same PostgreSQL database',
    );
  }
  if (config.AUTH_JWKS_URL !== undefined && config.AUTH_SECRET !== undefined) {
    const accepts = 'absent where AUTH_JWKS_URL says whose tokens are accepted, or that one must be';
    throw new ConfigurationError('AUTH_SECRET', '***', accepts);
  }
  if (config.DATABASE_URL.dialect === 'sqlite' && config.DATABASE_REPLICA_URLS.length > 0) {
    throw new ConfigurationError(
      'DATABASE_REPLICA_URLS',
      given.DATABASE_REPLICA_URLS ?? '',
      'absent where DATABASE_URL is an SQLite file, or the addresses of replicas of the same PostgreSQL server',
    );
  }
  const production = config.NODE_ENV === 'production';
  return {
    ...config,
    MIGRATION_DATABASE_URL: config.MIGRATION_DATABASE_URL ?? config.DATABASE_URL,
    LOG_LEVEL: config.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    EXPLORER: config.EXPLORER ?? (production ? 'false' : 'true'),
  };
}

/**
 * The configuration of this process: `.env` of the working directory, and the real variables, which win.
 * A wrong value ends the process with one line on stderr.
 */
export function loadConfig(): Config {
  if (existsSync('.env')) {
    loadEnvFile('.env');
  }
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      console.error(error.message);
      process.exit(1);
    }
    throw error;
  }
}
