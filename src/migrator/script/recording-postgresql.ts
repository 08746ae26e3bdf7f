import type { AbstractSqlDriver } from '@mikro-orm/sql';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { openOwnDriver } from '../run/own-driver.ts';
import type { Recorder } from './recorder.ts';

/**
 * A driver that connects nowhere: the recorder sees what would be sent, and every query answers with no rows. The
 * runner's own code over it says exactly what a run would do.
 *
 * @param driver Of PostgreSQL.
 */
export function openRecordingPostgresql(driver: AbstractSqlDriver, recorder: Recorder): AbstractSqlDriver {
  // As a function: MikroORM copies options that are objects.
  return openOwnDriver(driver, { driverOptions: () => recordingDialect(recorder) });
}

function recordingDialect(recorder: Recorder): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery({ sql }) {
      recorder.see(sql);
      return { rows: [] };
    },
    // biome-ignore lint/correctness/useYield: there is nothing to yield
    async *streamQuery() {
      throw new TypeError('A run streams nothing.');
    },
  };
  const recorded = (sql: string) => async () => recorder.see(sql);
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: recorded('begin'),
    commitTransaction: recorded('commit'),
    rollbackTransaction: recorded('rollback'),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
