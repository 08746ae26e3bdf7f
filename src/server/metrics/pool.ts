import { SqlitePlatform } from '@mikro-orm/sql';
import type { Orm } from '../../database/orm.ts';

/** The connections of one pool. */
export interface PoolState {
  /** Lent to somebody. */
  busy: number;
  idle: number;
  /** Those who wait for one. */
  waiting: number;
  max: number;
}

/** The part of pg's Pool that is read here. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  options: { max: number };
}

/** The connections to PostgreSQL; `undefined` on SQLite, which has one. Connects to nothing. */
export async function poolState(orm: Orm): Promise<PoolState | undefined> {
  if (orm.driver.getPlatform() instanceof SqlitePlatform) {
    return undefined;
  }
  const connection = orm.driver.getConnection() as unknown as { getNativeClient(): Promise<Pool> };
  const { totalCount, idleCount, waitingCount, options } = await connection.getNativeClient();
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount, max: options.max };
}
