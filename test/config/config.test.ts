import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConfigurationError, maskSecrets, parseConfig, VARIABLES } from '../../src/config.ts';

/** The message with which `env` is refused. */
function refusalOf(env: NodeJS.ProcessEnv): string | undefined {
  try {
    parseConfig(env);
    return undefined;
  } catch (error) {
    return error instanceof ConfigurationError ? error.message : String(error);
  }
}

describe('parseConfig', () => {
  test('without variables: an SQLite file, port 4000 of this machine only, the explorer on', () => {
    expect(parseConfig({})).toEqual({
      DATABASE_URL: { dialect: 'sqlite', path: 'data/todo.db' },
      MIGRATION_DATABASE_URL: { dialect: 'sqlite', path: 'data/todo.db' },
      SQLITE_SYNCHRONOUS: 'full',
      HOST: '127.0.0.1',
      PORT: 4000,
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      EXPLORER: 'true',
      PURGE_AFTER_DAYS: 30,
      DATABASE_POOL_SIZE: 10,
      DATABASE_POOL_TIMEOUT_MS: 5_000,
      DATABASE_STATEMENT_TIMEOUT_MS: 30_000,
      DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: 10_000,
      DATABASE_REPLICA_URLS: [],
      DATABASE_REPLICA_MAX_LAG_MS: 5_000,
      AUTH_CLOCK_SKEW_SECONDS: 30,
      SHUTDOWN_DELAY_MS: 0,
      SHUTDOWN_TIMEOUT_MS: 10_000,
      QUERY_MAX_LENGTH: 50_000,
      QUERY_MAX_TOKENS: 2_000,
      QUERY_MAX_DEPTH: 16,
      QUERY_MAX_FIELDS: 500,
      QUERY_MAX_ALIASES: 50,
      QUERY_MAX_ROOT_FIELDS: 20,
      QUERY_MAX_DIRECTIVES: 50,
      QUERY_MAX_COST: 25_000,
      VARIABLES_MAX_DEPTH: 32,
      MAX_ERRORS: 50,
      BODY_MAX_BYTES: 1_048_576,
      HEADERS_MAX_BYTES: 16_384,
      RECEIVE_TIMEOUT_MS: 15_000,
      REQUEST_TIMEOUT_MS: 10_000,
      RATE_LIMIT_PER_USER: 1_200,
      RATE_LIMIT_PER_ADDRESS: 6_000,
      CONNECTIONS_MAX: 12_000,
      CONNECTIONS_MAX_PER_ADDRESS: 2_000,
      KEEP_ALIVE_TIMEOUT_MS: 72_000,
      SOCKETS_MAX: 10_000,
      SOCKETS_MAX_PER_USER: 20,
      SOCKETS_MAX_PER_ADDRESS: 1_000,
      SOCKET_MAX_OPERATIONS: 100,
      SOCKET_MAX_MESSAGE_BYTES: 102_400,
      ALLOW_UNKNOWN_MIGRATIONS: 'false',
    });
  });

  test('in production requests are logged and the explorer is off, unless a variable says otherwise', () => {
    expect(parseConfig({ NODE_ENV: 'production' })).toMatchObject({ LOG_LEVEL: 'info', EXPLORER: 'false' });
    expect(parseConfig({ NODE_ENV: 'production', LOG_LEVEL: 'error', EXPLORER: 'true' })).toMatchObject({
      LOG_LEVEL: 'error',
      EXPLORER: 'true',
    });
  });

  test('an empty variable counts as absent', () => {
    expect(parseConfig(Object.fromEntries(VARIABLES.map((name) => [name, ''])))).toEqual(parseConfig({}));
  });

  test.each([
    ['sqlite:todo.db', { dialect: 'sqlite', path: 'todo.db' }],
    ['sqlite:/var/lib/todo.db', { dialect: 'sqlite', path: '/var/lib/todo.db' }],
    ['sqlite:///var/lib/todo.db', { dialect: 'sqlite', path: '/var/lib/todo.db' }],
    ['sqlite::memory:', { dialect: 'sqlite', path: ':memory:' }],
    ['postgresql://u:p@db:5432/todo', { dialect: 'postgresql', url: 'postgresql://u:p@db:5432/todo' }],
    [
      'postgres://db/todo?sslmode=require',
      { dialect: 'postgresql', url: 'postgres://db/todo?sslmode=require' },
    ],
  ])('DATABASE_URL=%s', (DATABASE_URL, location) => {
    expect(parseConfig({ DATABASE_URL }).DATABASE_URL).toEqual(location);
  });

  test('MIGRATION_DATABASE_URL is DATABASE_URL unless it names another address', () => {
    const DATABASE_URL = 'postgresql://pooler/todo';
    const direct = 'postgresql://direct/todo';
    expect(parseConfig({ DATABASE_URL }).MIGRATION_DATABASE_URL).toMatchObject({ url: DATABASE_URL });
    expect(
      parseConfig({ DATABASE_URL, MIGRATION_DATABASE_URL: direct }).MIGRATION_DATABASE_URL,
    ).toMatchObject({
      url: direct,
    });
  });
});

test('DATABASE_REPLICA_URLS are addresses, separated by commas', () => {
  const { DATABASE_REPLICA_URLS } = parseConfig({
    DATABASE_URL: 'postgresql://db/todo',
    DATABASE_REPLICA_URLS: 'postgresql://a/todo, postgres://b/todo?sslmode=require',
  });
  expect(DATABASE_REPLICA_URLS.map(({ url }) => url)).toEqual([
    'postgresql://a/todo',
    'postgres://b/todo?sslmode=require',
  ]);
});

describe('a wrong value is refused in one line that names the variable, what it got and what it accepts', () => {
  const DATABASES = 'sqlite:<path>, sqlite::memory: or postgresql://user:password@host:port/database';
  test.each([
    [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT is "65536"; it must be a whole number from 0 to 65535.'],
    [{ PORT: '-1' }, 'PORT is "-1"; it must be a whole number from 0 to 65535.'],
    [{ PORT: '4e3' }, 'PORT is "4e3"; it must be a whole number from 0 to 65535.'],
    [{ PORT: ' 4000' }, 'PORT is " 4000"; it must be a whole number from 0 to 65535.'],
    [{ HOST: '127.0.0.1:4000' }, 'HOST is "127.0.0.1:4000"; it must be an IP address or a host name.'],
    [{ HOST: 'http://x' }, 'HOST is "http://x"; it must be an IP address or a host name.'],
    [
      { LOG_LEVEL: 'verbose' },
      'LOG_LEVEL is "verbose"; it must be one of trace, debug, info, warn, error, fatal, silent.',
    ],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV is "prod"; it must be one of development, production, test.'],
    ...['*', 'https://a.example/', 'https://a.example:443', 'a.example', 'https://a.example,'].map(
      (CORS_ORIGINS): [NodeJS.ProcessEnv, string] => [
        { CORS_ORIGINS },
        `CORS_ORIGINS is "${CORS_ORIGINS}"; it must be a list of origins, as https://todo.example.com,https://other.example.com.`,
      ],
    ),
    [{ EXPLORER: 'yes' }, 'EXPLORER is "yes"; it must be one of true, false.'],
    [{ PURGE_AFTER_DAYS: '-1' }, 'PURGE_AFTER_DAYS is "-1"; it must be a whole number from 0 to 36500.'],
    [{ SHUTDOWN_DELAY_MS: '1s' }, 'SHUTDOWN_DELAY_MS is "1s"; it must be a whole number from 0 to 600000.'],
    [
      { SHUTDOWN_TIMEOUT_MS: '1.5' },
      'SHUTDOWN_TIMEOUT_MS is "1.5"; it must be a whole number from 0 to 600000.',
    ],
    [
      { AUTH_SECRET: 'hush-hush-hush-hush-hush-hush-h' },
      'AUTH_SECRET is "***"; it must be at least 32 bytes long, as what this prints: openssl rand -base64 32.',
    ],
    [
      { AUTH_SECRET: 'hush'.repeat(8), AUTH_JWKS_URL: 'https://id.example/keys' },
      'AUTH_SECRET is "***"; it must be absent where AUTH_JWKS_URL says whose tokens are accepted, or that one must be.',
    ],
    [
      { AUTH_JWKS_URL: 'id.example/keys' },
      'AUTH_JWKS_URL is "id.example/keys"; it must be an https:// or http:// address without a password.',
    ],
    [
      { AUTH_JWKS_URL: 'https://u:hush@id.example/keys' },
      'AUTH_JWKS_URL is "https://u:***@id.example/keys"; it must be an https:// or http:// address without a password.',
    ],
    [
      { AUTH_CLOCK_SKEW_SECONDS: '301' },
      'AUTH_CLOCK_SKEW_SECONDS is "301"; it must be a whole number from 0 to 300.',
    ],
    [{ DATABASE_URL: 'data/todo.db' }, `DATABASE_URL is "data/todo.db"; it must be ${DATABASES}.`],
    [{ DATABASE_URL: 'sqlite:' }, `DATABASE_URL is "sqlite:"; it must be ${DATABASES}.`],
    [
      { DATABASE_URL: 'mysql://root:hush@db/todo' },
      `DATABASE_URL is "mysql://root:***@db/todo"; it must be ${DATABASES}.`,
    ],
    [
      { DATABASE_URL: 'postgresql://u:hush@db:5432' },
      `DATABASE_URL is "postgresql://u:***@db:5432"; it must be ${DATABASES}.`,
    ],
    [
      { DATABASE_URL: 'postgresql://u:hu#sh@db:5432/todo' },
      `DATABASE_URL is "postgresql://u:***@db:5432/todo"; it must be ${DATABASES}.`,
    ],
    [{ DATABASE_URL: 'a\nb' }, `DATABASE_URL is "a\\nb"; it must be ${DATABASES}.`],
    [
      { DATABASE_URL: 'postgresql://db/todo', MIGRATION_DATABASE_URL: 'sqlite:todo.db' },
      'MIGRATION_DATABASE_URL is "sqlite:todo.db"; it must be postgresql://user:password@host:port/database.',
    ],
    [
      { DATABASE_URL: 'postgresql://db/todo', DATABASE_REPLICA_URLS: 'postgresql://u:hush@a/todo,b' },
      'DATABASE_REPLICA_URLS is "postgresql://u:***@a/todo,b"; it must be postgresql://user:password@host:port/database, several separated by commas.',
    ],
    [
      { DATABASE_REPLICA_URLS: 'postgresql://u:hush@a/todo, postgresql://v:hush@b/todo' },
      'DATABASE_REPLICA_URLS is "postgresql://u:***@b/todo"; it must be absent where DATABASE_URL is an SQLite file, or the addresses of replicas of the same PostgreSQL server.',
    ],
    [
      { MIGRATION_DATABASE_URL: 'postgresql://u:hush@db/todo' },
      'MIGRATION_DATABASE_URL is "postgresql://u:***@db/todo"; it must be absent where DATABASE_URL is an SQLite file, or a second address of the same PostgreSQL database.',
    ],
  ])('%j', (env, message) => {
    expect(refusalOf(env)).toBe(message);
  });
});

test('.env.example names every variable, with its default', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const lines = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  expect(new Set(lines.map(([name]) => name))).toEqual(new Set(VARIABLES));
  const defaults = lines.filter(([, value]) => !value?.startsWith('postgresql:'));
  expect(parseConfig(Object.fromEntries(defaults))).toEqual(parseConfig({}));
});

describe('maskSecrets', () => {
  test.each([
    ['postgresql://u:hush@h/d', 'postgresql://u:***@h/d'],
    ['postgresql:/u:hush@h/d', 'postgresql:/u:***@h/d'],
    ['postgresql//u:hush@h/d', 'postgresql//u:***@h/d'],
    ['u:hush@h', 'u:***@h'],
    [':hush@h', ':***@h'],
    ['postgresql://h/d?password=hush&x=1', 'postgresql://h/d?password=***&x=1'],
    ['host=h password=hush', 'host=h password=***'],
    ['sqlite:data/todo.db', 'sqlite:data/todo.db'],
  ])('%s → %s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  test('no password survives, whatever it is made of', () => {
    const password = fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => `hush${text}`);
    fc.assert(
      fc.property(
        password,
        fc.constantFrom('postgresql://', 'postgres:', 'mysql//', ''),
        (secret, scheme) => {
          expect(maskSecrets(`${scheme}user:${secret}@host:5432/todo`)).not.toContain('hush');
        },
      ),
    );
  });
});

test('a wrong secret is not shown', () => {
  expect(refusalOf({ METRICS_TOKEN: 'hush' })).toBe(
    'METRICS_TOKEN is "***"; it must be at least 16 printable ASCII characters.',
  );
});
