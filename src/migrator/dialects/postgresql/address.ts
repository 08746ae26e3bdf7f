import type { Dictionary } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';

/** The options that make MikroORM connect to `url`, over whatever `driver` is configured with. */
export function addressOptions(driver: AbstractSqlDriver, url: string): Dictionary {
  const { connectionString: _other, ...driverOptions } = driver.config.get('driverOptions') as Dictionary;
  return {
    clientUrl: url,
    host: undefined,
    port: undefined,
    user: undefined,
    password: undefined,
    dbName: undefined,
    // The address itself, too: MikroORM takes host and user from it, and drops parameters such as `sslmode`.
    driverOptions: { ...driverOptions, connectionString: url },
  };
}

/** The address that `driver` connects to, with another database. */
export function addressOf(driver: AbstractSqlDriver, database: string): string {
  const { connectionString } = driver.config.get('driverOptions') as Dictionary;
  const options = driver.getConnection().getConnectionOptions();
  const url = new URL(typeof connectionString === 'string' ? connectionString : 'postgresql://localhost');
  if (typeof connectionString !== 'string') {
    url.hostname = String(options.host);
    url.port = String(options.port ?? '');
    url.username = encodeURIComponent(String(options.user ?? ''));
    url.password = encodeURIComponent(String(options.password ?? ''));
  }
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
