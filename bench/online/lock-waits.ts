import type { PostgresServer } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import { withClient } from './database.ts';

/** How often the server is asked, in milliseconds. */
const INTERVAL_MS = 50;

/** A query of the API that waited for a lock. */
export interface LockWait {
  /** When that was, in milliseconds of `performance.now()`. */
  at: number;
  /** For how long by then, in milliseconds. */
  waited: number;
  /** What it waited for: the statement that held the lock, or stood before it in the queue. */
  behind: string;
}

/** Looks for queries that wait for locks until it is stopped: what explains a slow request. */
export interface LockWatch {
  waits: readonly LockWait[];
  stop(): Promise<void>;
}

/** Watches the database `name`. */
export function watchLocks(server: PostgresServer, name: string): LockWatch {
  const waits: LockWait[] = [];
  const stopping = Promise.withResolvers<void>();
  let stopped = false;
  const watching = withClient(server, name, async (client) => {
    while (!stopped) {
      const { rows } = await client.query<{ waited: number; behind: string }>(WAITING);
      const at = performance.now();
      waits.push(...rows.map(({ waited, behind }) => ({ at, waited, behind })));
      await Promise.race([stopping.promise, new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))]);
    }
  });
  return {
    waits,
    async stop() {
      stopped = true;
      stopping.resolve();
      await watching;
    },
  };
}

/** The longest wait, with the session that all others in the queue wait for in the end. */
const WAITING = `
  select extract(epoch from clock_timestamp() - l.waitstart)::float8 * 1000 as waited,
         left(regexp_replace(b.query, '\\s+', ' ', 'g'), 90) as behind
    from pg_locks as l
    cross join lateral unnest(pg_blocking_pids(l.pid)) as blocker
    join pg_stat_activity as b on b.pid = blocker
   where not l.granted and l.waitstart is not null
   order by cardinality(pg_blocking_pids(blocker)), l.waitstart
   limit 1`;
