import type { DatabaseLocation } from '../../src/config.ts';
import { type OrmOptions, ormOptions } from '../../src/database/orm.ts';
import { PATIENCE_MS } from './patience.ts';

/** The options of MikroORM at `location`, with all the time to connect that a busy machine takes. */
export function patient(location: DatabaseLocation): OrmOptions {
  const { driverOptions } = ormOptions(location);
  return location.dialect === 'postgresql'
    ? { driverOptions: { ...driverOptions, connectionTimeoutMillis: PATIENCE_MS } }
    : {};
}
