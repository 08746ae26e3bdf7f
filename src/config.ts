import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';

/** Where the data lives: an embedded file or a PostgreSQL server. */
export type DatabaseLocation = { dialect: 'sqlite'; path: string } | { dialect: 'postgresql'; url: string };

const POSTGRESQL_URL = 'postgresql://user:password@host:port/database';

/** A variable whose text becomes `Value`, or `undefined` where the text is not what `accepts` says. */
function variable<Value>(accepts: string, parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context): Value => {
    const value = parse(text);
    if (value === undefined) {
      context.addIssue({ code: 'custom', message: accepts });
      return z.NEVER;
    }
    return value;
  });
}

function wholeNumber(minimum: number, maximum: number) {
  return variable(`a whole number from ${minimum} to ${maximum}`, (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= minimum && number <= maximum ? number : undefined;
  });
}

function oneOf<const Name extends string>(...names: Name[]) {
  return variable(`one of ${names.join(', ')}`, (text) => names.find((name) => name === text));
}

function parsePostgresqlUrl(text: string): DatabaseLocation | undefined {
  const url = /^postgres(ql)?:\/\//.test(text) ? URL.parse(text) : null;
  return url !== null && url.pathname.length > 1 ? { dialect: 'postgresql', url: text } : undefined;
}

function parseDatabaseUrl(text: string): DatabaseLocation | undefined {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1];
  return path === undefined ? parsePostgresqlUrl(text) : { dialect: 'sqlite', path };
}

function parseHost(text: string): string | undefined {
  return isIP(text) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text) ? text : undefined;
}

/** Every environment variable that the product reads. The README's "Configuration" repeats these lines. */
const environment = z.object({
  /** The database: an embedded SQLite file, or a PostgreSQL server. */
  DATABASE_URL: variable(`sqlite:<path>, sqlite::memory: or ${POSTGRESQL_URL}`, parseDatabaseUrl).prefault(
    'sqlite:data/todo.db',
  ),
  /** A direct connection for migrations and live updates, where DATABASE_URL goes through a pooler. Default: DATABASE_URL. */
  MIGRATION_DATABASE_URL: variable(POSTGRESQL_URL, parsePostgresqlUrl).optional(),
  /** The address to listen on. 0.0.0.0 is every IPv4 address of the machine. */
  HOST: variable('an IP address or a host name', parseHost).prefault('127.0.0.1'),
  /** The port to listen on. 0 lets the system pick one. */
  PORT: wholeNumber(0, 65535).prefault('4000'),
  /** `production` turns the explorer off and logs every request. */
  NODE_ENV: oneOf('development', 'production', 'test').prefault('development'),
  /** The least severe log lines to write. Default: `info` in production, else `warn`. */
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').optional(),
  /** Whether a browser that opens /graphql gets GraphiQL, and introspection is answered. Default: not in production. */
  EXPLORER: oneOf('true', 'false').optional(),
  /** How many days what was deleted can be brought back, before it is removed for good. 0 is for ever. */
  PURGE_AFTER_DAYS: wholeNumber(0, 36_500).prefault('30'),
  /** How long the server goes on serving after SIGTERM, not ready, so that a load balancer looks elsewhere. */
  SHUTDOWN_DELAY_MS: wholeNumber(0, 600_000).prefault('0'),
  /** How long requests in flight may then take to finish. */
  SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 600_000).prefault('10000'),
});

/** The configuration of the process, with every default filled in. */
export interface Config extends z.infer<typeof environment> {
  MIGRATION_DATABASE_URL: DatabaseLocation;
  LOG_LEVEL: NonNullable<z.infer<typeof environment>['LOG_LEVEL']>;
  EXPLORER: 'true' | 'false';
}

/** A variable that has a wrong value: one line that names it, what it got and what it accepts. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(name: string, value: string, accepts: string) {
    super(`${name} is ${JSON.stringify(maskSecrets(value))}; it must be ${accepts}.`);
  }
}

/**
 * Hides the password of a database address, also of a mistyped one: what stands between the user and the last `@`,
 * and every `password=`.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(/^([a-z][a-z\d+.-]*:?\/{0,3}|\/{2,3})?([^:/@]*):.*@/is, '$1$2:***@')
    .replace(/(password\s*=)[^&]*/gi, '$1***');
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
    throw new ConfigurationError(name, given[name] ?? '', issue?.message ?? 'another value');
  }
  const config = result.data;
  if (config.DATABASE_URL.dialect === 'sqlite' && given.MIGRATION_DATABASE_URL !== undefined) {
    throw new ConfigurationError(
      'MIGRATION_DATABASE_URL',
      given.MIGRATION_DATABASE_URL,
      'absent where DATABASE_URL is an SQLite file, or a second address of the same PostgreSQL database',
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
