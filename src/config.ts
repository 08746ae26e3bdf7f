import { existsSync } from 'node:fs';
import { z } from 'zod';

/** Where the data lives: an embedded file or a PostgreSQL server. */
export type DatabaseLocation = { dialect: 'sqlite'; path: string } | { dialect: 'postgresql'; url: string };

const DEFAULT_DATABASE_URL = 'sqlite:data/todo.db';

const databaseUrl = z.string().transform((value, context): DatabaseLocation => {
  const sqlite = /^sqlite:(?:\/\/)?(.+)$/.exec(value);
  if (sqlite?.[1] !== undefined) {
    return { dialect: 'sqlite', path: sqlite[1] };
  }
  if (/^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value)) {
    return { dialect: 'postgresql', url: value };
  }
  context.addIssue({
    code: 'custom',
    message: 'sqlite:<path> or postgresql://user:password@host:port/database',
  });
  return z.NEVER;
});

/** Every environment variable the product reads. Documented in the README under "Configuration". */
const environment = z.object({
  /** The database: absent is an embedded SQLite file. */
  DATABASE_URL: databaseUrl.prefault(DEFAULT_DATABASE_URL),
});

export type Config = z.infer<typeof environment>;

/** A variable that has a wrong value: one line that names it, what it accepts and what it got. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads `.env` (real variables win) and checks every variable.
 *
 * @throws ConfigurationError naming the first wrong variable.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  if (env === process.env && existsSync('.env')) {
    process.loadEnvFile('.env');
  }
  const result = environment.safeParse(env);
  if (result.success) {
    return result.data;
  }
  const issue = result.error.issues[0];
  const variable = String(issue?.path[0]);
  throw new ConfigurationError(
    `${variable} is ${JSON.stringify(env[variable])}; it must be ${issue?.message ?? 'another value'}.`,
  );
}
